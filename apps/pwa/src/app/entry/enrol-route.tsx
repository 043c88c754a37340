import { Link, useNavigate } from "@tanstack/react-router";
import { EnrolScreen } from "../../features/identity/enrol-screen.tsx";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Brand } from "../brand.tsx";
import { messages } from "../messages.ts";

/** `/enrol`: afterwards the counter. */
export function EnrolRoute() {
  const texts = useMessages(messages);
  const navigate = useNavigate();
  const cancel = (
    <Link to="/office" className={buttonClass()}>
      {texts.cancel}
    </Link>
  );
  return <EnrolScreen brand={<Brand />} cancel={cancel} onEnrolled={() => void navigate({ to: "/counter" })} />;
}
