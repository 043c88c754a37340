import type { ImportMapping } from "@balcao/shared/catalog/import/mapping";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../../../kernel/problem.ts";
import { ProblemBanner } from "../../../../kernel/screen/problem-state.tsx";
import { api } from "../../../../kernel/trpc.ts";
import { Button } from "../../../../ui/button.tsx";
import { ConfirmDialog } from "../../../../ui/confirm-dialog.tsx";
import { Field } from "../../../../ui/field.tsx";
import { IconButton } from "../../../../ui/icon-button.tsx";
import { Select } from "../../../../ui/select.tsx";
import { Surface } from "../../../../ui/surface.tsx";
import { TextInput } from "../../../../ui/text-input.tsx";
import { showToast } from "../../../../ui/toast.tsx";
import { messages } from "./import-messages.ts";
import type { StepProps } from "./mapping-step.tsx";

const profilesQuery = queryOptions({
  queryKey: ["catalog-import-profiles"],
  queryFn: ({ signal }) => api.catalog.listImportProfiles.query(undefined, { signal }),
});

const none = "\u0000none";

/** Takes the choices from an earlier file of the same supplier, or keeps these for the next. */
export function ProfileSection({ work, state }: StepProps) {
  const texts = useMessages(messages);
  const profiles = useQuery(profilesQuery).data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [misses, setMisses] = useState(false);
  const choose = (name: string) => {
    const mapping = profiles.find((profile) => profile.name === name)?.mapping as ImportMapping | undefined;
    const missed = mapping !== undefined && !fits(mapping, state.head.header);
    setMisses(missed);
    setChosen(mapping === undefined || missed ? null : name);
    if (!missed) work.change({ mapping: mapping ?? state.head.mapping });
  };
  return (
    <Surface title={texts.profile} description={texts.profileText}>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {profiles.length === 0 ? null : (
          <div className="flex items-end gap-2">
            <Field label={texts.profile} error={misses ? texts.profileMisses : undefined}>
              <Select
                value={chosen ?? none}
                onValueChange={choose}
                options={[
                  { value: none, label: texts.profileNone },
                  ...profiles.map(({ name }) => ({ value: name, label: name })),
                ]}
              />
            </Field>
            {chosen === null ? null : <RemoveProfile name={chosen} onRemoved={() => setChosen(null)} />}
          </div>
        )}
        <SaveProfile key={chosen} name={chosen ?? ""} mapping={state.mapping} onSaved={setChosen} />
      </div>
    </Surface>
  );
}

/** Whether the file has every column that a mapping names. */
function fits(mapping: ImportMapping, header: readonly string[]): boolean {
  return Object.values(mapping.columns).every((column) => column === null || header.includes(column));
}

interface SaveProfileProps {
  readonly name: string;
  readonly mapping: ImportMapping;
  readonly onSaved: (name: string) => void;
}

function SaveProfile({ name: chosen, mapping, onSaved }: SaveProfileProps) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const [name, setName] = useState(chosen);
  const save = useMutation({
    mutationFn: () => api.catalog.saveImportProfile.mutate({ name: name.trim(), mapping: mapping as SavedMapping }),
    onSuccess: async () => {
      await client.invalidateQueries(profilesQuery);
      showToast({ tone: "positive", title: texts.profileSaved(name.trim()) });
      onSaved(name.trim());
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") save.mutate();
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <ProblemBanner problem={save.error === null ? null : toProblem(save.error)} />
      <Field label={texts.profileName} hint={texts.profileNameHint}>
        <div className="flex gap-2">
          <TextInput value={name} onValueChange={setName} maxLength={80} className="grow" />
          <Button type="submit" busy={save.isPending} disabled={name.trim() === ""}>
            {texts.saveProfile}
          </Button>
        </div>
      </Field>
    </form>
  );
}

type SavedMapping = Parameters<typeof api.catalog.saveImportProfile.mutate>[0]["mapping"];

function RemoveProfile({ name, onRemoved }: { readonly name: string; readonly onRemoved: () => void }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.catalog.removeImportProfile.mutate({ name }),
    onSuccess: async () => {
      await client.invalidateQueries(profilesQuery);
      showToast({ tone: "neutral", title: texts.profileRemoved });
      onRemoved();
    },
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <IconButton icon={Trash2} label={texts.removeProfile} onClick={() => setAsking(true)} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={texts.removeProfileTitle(name)}
        description={texts.removeProfileText}
        confirmLabel={texts.removeProfile}
        cancelLabel={texts.cancel}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  );
}
