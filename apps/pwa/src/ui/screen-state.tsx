import { CircleAlert, CloudOff, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export interface ScreenStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The one thing to do; a Button. */
  readonly action?: ReactNode;
  /** The level of the title: 1 when the state is the whole page. Default 2. */
  readonly level?: 1 | 2 | undefined;
}

/** Nothing here yet: what this place is for, and the one thing to do. */
export function EmptyState({ icon, ...rest }: ScreenStateProps & { readonly icon: LucideIcon }) {
  return <State icon={icon} colour="text-muted" {...rest} />;
}

/** Something went wrong: what happened, whether anything was lost, what to do. */
export function ErrorState(props: ScreenStateProps) {
  return <State icon={CircleAlert} colour="text-negative" role="alert" {...props} />;
}

/** There is no connection: what still works, and how old what is shown is. */
export function OfflineState(props: ScreenStateProps) {
  return <State icon={CloudOff} colour="text-waiting" role="status" {...props} />;
}

interface StateProps extends ScreenStateProps {
  readonly icon: LucideIcon;
  readonly colour: string;
  readonly role?: "alert" | "status";
}

function State({ icon: Icon, colour, role, title, children, action, level = 2 }: StateProps) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div role={role} className="mx-auto flex w-full max-w-md flex-col items-center gap-2 px-4 py-12 text-center">
      <Icon aria-hidden className={cx("mb-2 size-8", colour)} strokeWidth={1.5} />
      <Title className="text-lg font-semibold text-balance">{title}</Title>
      {children === undefined ? null : <div className="text-base text-pretty text-muted">{children}</div>}
      {action === undefined ? null : <div className="mt-4 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
