import { Link, useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { EnrolScreen } from "../../features/identity/enrol-screen.tsx";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Brand } from "../brand.tsx";
import { messages } from "../messages.ts";

/** `/enrol`: afterwards the counter. */
export function EnrolRoute() {
  const texts = useMessages(messages);
  const navigate = useNavigate();
  const router = useRouter();
  // While the form is filled in: afterwards the first copy of the catalogue comes, and wants the processor for itself.
  useEffect(() => {
    const { "/counter": frame, "/counter/": sale } = router.routesById;
    // Should it not come now, going there asks again.
    for (const route of [frame, sale]) router.loadRouteChunk(route)?.catch(() => undefined);
  }, [router]);
  const cancel = (
    <Link to="/office" className={buttonClass()}>
      {texts.cancel}
    </Link>
  );
  return <EnrolScreen brand={<Brand />} cancel={cancel} onEnrolled={() => void navigate({ to: "/counter" })} />;
}
