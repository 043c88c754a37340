import { isCnpj, isCpf } from "@balcao/shared/customers/document";
import type { Role } from "@balcao/shared/identity/permissions";

export const demoOrganization = { name: "Mercado Aurora", slug: "mercado-aurora" } as const;

/** The demo chain's places. The Pix keys are made up; nobody can be paid by them. */
export const demoStores = [
  {
    code: "01",
    name: "Aurora Centro",
    kind: "shop",
    city: "Curitiba",
    pixKey: "5b1f6a52-3d0e-4c89-9a57-0c2f7e1d4b01",
    pixMerchantName: "MERCADO AURORA CENTRO",
  },
  {
    code: "02",
    name: "Aurora Jardim",
    kind: "shop",
    city: "Londrina",
    pixKey: "5b1f6a52-3d0e-4c89-9a57-0c2f7e1d4b02",
    pixMerchantName: "MERCADO AURORA JARDIM",
  },
  {
    code: "90",
    name: "Centro de Distribuição",
    kind: "distribution-centre",
    city: "Ponta Grossa",
    pixKey: null,
    pixMerchantName: null,
  },
] as const;

export interface DemoLogin {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export const demoLogins: readonly DemoLogin[] = [
  { name: "Helena Prado", email: "administradora@aurora.example", role: "administrator" },
  { name: "Otávio Lemos", email: "gerente@aurora.example", role: "store-manager" },
  { name: "Bia Nogueira", email: "caixa@aurora.example", role: "cashier" },
];

export interface DemoOperator {
  readonly name: string;
  readonly role: Role;
  /** Codes of the stores. */
  readonly stores: readonly string[];
}

export const demoOperators: readonly DemoOperator[] = [
  { name: "Bia Nogueira", role: "cashier", stores: ["01"] },
  { name: "Caio Ferraz", role: "cashier", stores: ["01", "02"] },
  { name: "Dora Pimenta", role: "cashier", stores: ["02"] },
  { name: "Otávio Lemos", role: "store-manager", stores: ["01", "02"] },
  { name: "Ruy Salgado", role: "stock-clerk", stores: ["90"] },
];

export interface DemoCustomer {
  readonly kind: "individual" | "company";
  readonly name: string;
  readonly document: string;
  readonly segment: string | null;
}

const individuals = [
  "Adelina Queiroz",
  "Bento Vilar",
  "Célia Drummond",
  "Davi Escobar",
  "Elza Fontoura",
  "Fábio Guerreiro",
  "Graça Holanda",
  "Heitor Ibiapina",
  "Iolanda Jardim",
  "Joaquim Klein",
  "Lídia Malta",
  "Murilo Neves",
  "Noêmia Ouro Preto",
  "Olavo Peixe",
  "Perpétua Quintão",
  "Quirino Rocha",
  "Rosália Sertão",
  "Samuel Tavira",
  "Teresa Uchoa",
  "Ubirajara Viana",
  "Valquíria Xisto",
  "Wilson Yamato",
  "Ximena Zagalo",
  "Zilda Arruda",
];
const companies = [
  "Padaria Pão da Praça Ltda.",
  "Restaurante Panela Velha Ltda.",
  "Escola Passo a Passo",
  "Pousada Beira-Trilho ME",
  "Cantina da Nona Lurdes ME",
  "Oficina Mola Mestra Ltda.",
];

/** The demo chain's customers. Their documents are well-formed and lie where none is issued. */
export function demoCustomers(): DemoCustomer[] {
  return [
    ...individuals.map((name, index) => ({
      kind: "individual" as const,
      name,
      document: withCheckDigits(`0000001${String(index + 10)}`, isCpf),
      segment: index % 6 === 0 ? "VIP" : null,
    })),
    ...companies.map((name, index) => ({
      kind: "company" as const,
      name,
      document: withCheckDigits(`AURORA${String(index + 1).padStart(2, "0")}0001`, isCnpj),
      segment: null,
    })),
  ];
}

/** The one of the hundred endings that makes a document valid. */
function withCheckDigits(body: string, isValid: (number: string) => boolean): string {
  for (let ending = 0; ending < 100; ending += 1) {
    const number = body + String(ending).padStart(2, "0");
    if (isValid(number)) return number;
  }
  throw new Error(`no check digits for ${body}`);
}
