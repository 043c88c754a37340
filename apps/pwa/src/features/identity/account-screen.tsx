import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { usePerson } from "../../kernel/session.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Surface } from "../../ui/surface.tsx";
import { PasswordForm } from "./password-form.tsx";
import { messages, roleNames } from "./office-messages.ts";

/** One's own login: who one is here, and the password. */
export function AccountScreen() {
  const texts = useMessages(messages);
  const roles = useMessages(roleNames);
  const person = usePerson();
  const facts = [
    { label: texts.name, value: person?.name },
    { label: texts.email, value: person?.email },
    { label: texts.role, value: person?.role == null ? "" : roles[person.role] },
    { label: texts.organization, value: person?.organization?.name },
  ];
  return (
    <Page shape="form">
      <PageHeader title={texts.account} breadcrumbsLabel={texts.breadcrumbs} />
      <Surface>
        <FactList facts={facts} />
      </Surface>
      <PasswordForm />
    </Page>
  );
}
