import { useNavigate, useSearch } from "@tanstack/react-router";
import { SignInScreen } from "../../features/identity/sign-in-screen.tsx";
import { Brand } from "../brand.tsx";

/** `/sign-in`: afterwards one is where one wanted to go. */
export function SignInRoute() {
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  return <SignInScreen brand={<Brand />} onSignedIn={() => void navigate({ to: next ?? "/" })} />;
}
