import { useNavigate, useSearch } from "@tanstack/react-router";
import { OrganizationScreen } from "../../features/identity/organization-screen.tsx";
import { Brand } from "../brand.tsx";

/** `/organization`: afterwards one is where one wanted to go. */
export function OrganizationRoute() {
  const { next } = useSearch({ from: "/organization" });
  const navigate = useNavigate();
  return <OrganizationScreen brand={<Brand />} onChosen={() => void navigate({ to: next ?? "/office" })} />;
}
