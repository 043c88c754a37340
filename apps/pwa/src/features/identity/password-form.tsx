import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "../../kernel/form.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { changePassword } from "../../kernel/session.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { PasswordInput } from "../../ui/password-input.tsx";
import { Surface } from "../../ui/surface.tsx";
import { showToast } from "../../ui/toast.tsx";
import { messages } from "./office-messages.ts";

const blank = { current: "", next: "" };

/** Changes one's own password; sessions elsewhere end. */
export function PasswordForm() {
  const texts = useMessages(messages);
  const [facts, setFacts] = useState(blank);
  const change = useMutation({
    mutationFn: () => changePassword(facts.current, facts.next),
    onSuccess: () => {
      setFacts(blank);
      showToast({ tone: "positive", title: texts.passwordChanged });
    },
  });
  const faults: Partial<Record<keyof typeof blank, "passwordMissing" | "passwordShort">> = {
    ...(facts.current === "" ? { current: "passwordMissing" } : {}),
    ...(facts.next.length < 10 ? { next: "passwordShort" } : {}),
  };
  const form = useForm({ facts, faults, texts, error: change.error, submit: () => change.mutate() });
  const words = { showLabel: texts.showPassword, hideLabel: texts.hidePassword };
  return (
    <form {...form.props}>
      <Surface title={texts.changePassword} description={texts.changePasswordText}>
        <div className="grid gap-5">
          <ProblemBanner problem={form.general} />
          <Field label={texts.currentPassword} error={form.errorOf("current")}>
            <PasswordInput
              {...words}
              autoComplete="current-password"
              value={facts.current}
              onValueChange={(current) => setFacts({ ...facts, current })}
            />
          </Field>
          <Field label={texts.newPassword} hint={texts.newPasswordHint} error={form.errorOf("next")}>
            <PasswordInput
              {...words}
              autoComplete="new-password"
              value={facts.next}
              onValueChange={(next) => setFacts({ ...facts, next })}
            />
          </Field>
          <div>
            <Button type="submit" variant="primary" busy={change.isPending}>
              {texts.changePassword}
            </Button>
          </div>
        </div>
      </Surface>
    </form>
  );
}
