import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../kernel/problem.ts";
import { EntryFrame } from "../../kernel/screen/entry-frame.tsx";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { chooseOrganization, sessionQuery, usePerson } from "../../kernel/session.ts";
import { messages } from "./messages.ts";

export interface OrganizationScreenProps {
  readonly brand: ReactNode;
  /** Runs once the server works in the chosen organization. */
  readonly onChosen: () => void;
}

/** A person of several organizations says which one to work in. */
export function OrganizationScreen({ brand, onChosen }: OrganizationScreenProps) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const person = usePerson();
  const choose = useMutation({
    mutationFn: chooseOrganization,
    onSuccess: async () => {
      client.clear();
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      onChosen();
    },
  });
  return (
    <EntryFrame brand={brand} title={texts.chooseOrganizationTitle} text={texts.chooseOrganizationText}>
      <ProblemBanner problem={choose.error === null ? null : toProblem(choose.error)} />
      <ul className="overflow-hidden rounded-surface border border-line bg-surface">
        {(person?.organizations ?? []).map(({ id, name }) => (
          <li key={id} className="border-t border-line first:border-t-0">
            <button
              type="button"
              disabled={choose.isPending}
              onClick={() => choose.mutate(id)}
              className="flex min-h-14 w-full items-center justify-between gap-3 px-4 text-left text-base font-medium -outline-offset-2 hover:bg-hover"
            >
              {name}
              <ChevronRight aria-hidden className="size-5 text-muted" />
            </button>
          </li>
        ))}
      </ul>
    </EntryFrame>
  );
}
