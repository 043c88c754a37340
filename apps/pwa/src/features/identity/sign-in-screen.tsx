import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { type Problem, toProblem } from "../../kernel/problem.ts";
import { EntryFrame } from "../../kernel/screen/entry-frame.tsx";
import { ProblemBanner } from "../../kernel/screen/problem-state.tsx";
import { sessionQuery, signIn } from "../../kernel/session.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { PasswordInput } from "../../ui/password-input.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { messages } from "./messages.ts";

/** Sign-in by e-mail and password. `onSignedIn` runs once the server knows the person. */
export function SignInScreen({ brand, onSignedIn }: { readonly brand: ReactNode; readonly onSignedIn: () => void }) {
  const texts = useMessages(messages);
  const client = useQueryClient();
  const attempt = useMutation({
    mutationFn: ({ email, password }: Credentials) => signIn(email, password),
    onSuccess: async () => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      onSignedIn();
    },
  });
  return (
    <EntryFrame brand={brand} title={texts.signInTitle} text={texts.signInText} aside={<TabletHint />}>
      <SignInForm
        busy={attempt.isPending}
        problem={attempt.error === null ? null : toProblem(attempt.error)}
        onSubmit={attempt.mutate}
      />
    </EntryFrame>
  );
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface SignInFormProps {
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onSubmit: (credentials: Credentials) => void;
}

function SignInForm({ busy, problem, onSubmit }: SignInFormProps) {
  const texts = useMessages(messages);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const emailError = /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : texts.emailMissing;
  const passwordError = password === "" ? texts.passwordMissing : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (emailError === undefined && passwordError === undefined) onSubmit({ email: email.trim(), password });
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <ProblemBanner problem={problem}>
        <RetryTime problem={problem} />
      </ProblemBanner>
      <Field label={texts.email} error={tried ? emailError : undefined}>
        <TextInput
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={email}
          onValueChange={setEmail}
        />
      </Field>
      <Field label={texts.password} error={tried ? passwordError : undefined}>
        <PasswordInput
          autoComplete="current-password"
          showLabel={texts.showPassword}
          hideLabel={texts.hidePassword}
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      <Button type="submit" variant="primary" wide busy={busy}>
        {texts.signIn}
      </Button>
    </form>
  );
}

/** How long somebody who guessed too often has to wait. */
function RetryTime({ problem }: { readonly problem: Problem | null }) {
  const texts = useMessages(messages);
  const seconds = problem?.kind === "refused" ? problem.details["retryAfterSeconds"] : undefined;
  return typeof seconds === "number" ? <p>{texts.retryIn(String(Math.ceil(seconds)))}</p> : null;
}

function TabletHint() {
  const texts = useMessages(messages);
  return (
    <p>
      <span className="font-medium text-text">{texts.tabletInstead}</span> {texts.tabletHint}
    </p>
  );
}
