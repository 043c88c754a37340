import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { useMessages } from "../kernel/i18n/use-messages.ts";
import { StartError } from "../kernel/sync/start-error.ts";
import { Button } from "../ui/button.tsx";
import { buttonClass } from "../ui/button-class.ts";
import { ErrorState } from "../ui/screen-state.tsx";
import { FailedPage } from "./screens.tsx";
import { startMessages } from "./start-messages.ts";
import { UpdateBanner } from "./update-banner.tsx";

/** This browser could not be a tablet: what happened, that nothing is lost, what to do. Other errors as everywhere. */
export function StartFailedScreen(props: ErrorComponentProps) {
  const texts = useMessages(startMessages);
  const { error } = props;
  if (!(error instanceof StartError)) return <FailedPage {...props} />;
  const { failure } = error;
  return (
    <div className="flex min-h-dvh flex-col">
      <UpdateBanner />
      <main className="flex grow items-center">
        <ErrorState
          title={texts[`${failure}Title`]}
          action={
            <>
              <Button variant="primary" onClick={() => location.reload()}>
                {texts.reload}
              </Button>
              {failure === "insecure" ? null : (
                <Link to="/rescue" className={buttonClass()}>
                  {texts.rescue}
                </Link>
              )}
              <Link to="/office" className={buttonClass()}>
                {texts.office}
              </Link>
            </>
          }
        >
          <p>{texts[`${failure}Text`]}</p>
          {failure === "insecure" ? null : <p className="mt-3">{texts.kept}</p>}
          <Cause label={texts.cause} error={error.cause} />
        </ErrorState>
      </main>
    </div>
  );
}

function Cause({ label, error }: { readonly label: string; readonly error: unknown }) {
  if (!(error instanceof Error || error instanceof DOMException)) return null;
  return (
    <p className="mt-3 text-xs">
      {label}: {error.name}: {error.message}
    </p>
  );
}
