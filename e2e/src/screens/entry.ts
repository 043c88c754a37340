import { expect } from "playwright/test";
import { type Login, signIn } from "../counter.ts";
import { go, type Screen } from "./screen.ts";
import { heading } from "./steps.ts";

export interface EntryScreens {
  readonly origin: string;
  /** Somebody who may enrol a tablet. */
  readonly administrator: Login;
  /** Somebody who works in two chains. */
  readonly ofTwoChains: Login;
}

/** The screens before one is in. They begin with a browser that nobody has used. */
export function entryScreens({ origin, administrator, ofTwoChains }: EntryScreens): readonly Screen[] {
  return [
    {
      name: "sign-in",
      show: async (page) => {
        await page.goto(`${origin}/sign-in`);
        await heading(page, "Entrar");
      },
    },
    {
      name: "sign-in-refused",
      show: async (page) => {
        await page.getByRole("button", { name: "Entrar", exact: true }).click();
        await expect(page.getByText("Escreva a senha.")).toBeVisible();
      },
    },
    {
      name: "organization",
      show: async (page) => {
        await signIn(page, origin, ofTwoChains);
        await go(page, "/organization");
        await heading(page, "Em qual rede?");
      },
    },
    {
      name: "enrol",
      show: async (page) => {
        await page.context().clearCookies();
        await signIn(page, origin, administrator);
        await page.goto(`${origin}/enrol`);
        await heading(page, "Cadastrar este tablet");
      },
    },
    {
      name: "not-found",
      show: async (page) => {
        await go(page, "/nowhere");
        await heading(page, "Esta página não existe");
      },
    },
  ];
}
