/**
 * Every refusal the product can give, in one place. A code is forever: clients that were offline for a month still
 * carry it. `http` is what the edge answers; the tRPC code follows from it (apps/api/src/kernel/error-map.ts).
 */
export interface ErrorEntry {
  readonly http: 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 426 | 429 | 500 | 503;
  /** Is it worth sending the same thing again? */
  readonly retry: "never" | "later" | "after-change";
  /** What became of the person's data. */
  readonly data: "unchanged" | "kept-on-device" | "recorded";
  readonly message: { readonly pt: string; readonly en: string };
  /** What the person can do. */
  readonly action: { readonly pt: string; readonly en: string };
}

export const errors = {
  // The edge
  BAD_REQUEST: {
    http: 400,
    retry: "never",
    data: "unchanged",
    message: { pt: "O pedido não tem a forma esperada.", en: "The request is not in the expected form." },
    action: { pt: "Confira os campos indicados e envie de novo.", en: "Check the fields named and send again." },
  },
  UNAUTHENTICATED: {
    http: 401,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "É preciso entrar.", en: "You need to sign in." },
    action: { pt: "Entre com e-mail e senha.", en: "Sign in with e-mail and password." },
  },
  FORBIDDEN: {
    http: 403,
    retry: "never",
    data: "unchanged",
    message: { pt: "Seu papel não permite isto.", en: "Your role does not allow this." },
    action: { pt: "Peça a um gerente ou administrador.", en: "Ask a manager or administrator." },
  },
  FOREIGN_ORIGIN: {
    http: 403,
    retry: "never",
    data: "unchanged",
    message: { pt: "O pedido veio de outro site.", en: "The request came from another site." },
    action: {
      pt: "Abra o Balcão pelo seu endereço e tente de novo.",
      en: "Open Balcão at its own address and try again.",
    },
  },
  NOT_FOUND: {
    http: 404,
    retry: "never",
    data: "unchanged",
    message: { pt: "Não encontrado.", en: "Not found." },
    action: { pt: "Volte à lista; pode ter sido removido.", en: "Go back to the list; it may have been removed." },
  },
  CONFLICT: {
    http: 409,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "Outra pessoa mudou isto antes.", en: "Somebody else changed this first." },
    action: { pt: "Recarregue e repita a mudança.", en: "Reload and make the change again." },
  },
  TOO_LARGE: {
    http: 413,
    retry: "never",
    data: "unchanged",
    message: { pt: "O envio é grande demais.", en: "What was sent is too large." },
    action: { pt: "Divida em partes menores.", en: "Split it into smaller parts." },
  },
  TOO_MANY_REQUESTS: {
    http: 429,
    retry: "later",
    data: "unchanged",
    message: { pt: "Muitos pedidos em pouco tempo.", en: "Too many requests in a short time." },
    action: { pt: "Aguarde um instante; o aplicativo tenta de novo.", en: "Wait a moment; the app tries again." },
  },
  INTERNAL: {
    http: 500,
    retry: "later",
    data: "unchanged",
    message: { pt: "Falha nossa; nada foi gravado.", en: "A fault of ours; nothing was saved." },
    action: {
      pt: "Tente de novo. Se repetir, informe o código do pedido ao suporte.",
      en: "Try again. If it repeats, give support the request code.",
    },
  },
  UNAVAILABLE: {
    http: 503,
    retry: "later",
    data: "kept-on-device",
    message: { pt: "O servidor está indisponível.", en: "The server is unavailable." },
    action: { pt: "Continue vendendo; o envio é refeito sozinho.", en: "Go on selling; sending is retried by itself." },
  },

  // Identity
  WRONG_CREDENTIALS: {
    http: 401,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "E-mail ou senha não conferem.", en: "E-mail or password do not match." },
    action: { pt: "Confira e tente de novo.", en: "Check them and try again." },
  },
  DEVICE_NOT_ENROLLED: {
    http: 401,
    retry: "after-change",
    data: "kept-on-device",
    message: { pt: "Este tablet não está cadastrado.", en: "This tablet is not enrolled." },
    action: {
      pt: "Um administrador precisa cadastrá-lo; as vendas ficam guardadas aqui.",
      en: "An administrator has to enrol it; its sales stay stored here.",
    },
  },
  DEVICE_REVOKED: {
    http: 403,
    retry: "after-change",
    data: "kept-on-device",
    message: { pt: "O acesso deste tablet foi revogado.", en: "This tablet's access was revoked." },
    action: {
      pt: "Fale com o administrador. As vendas ainda não enviadas continuam neste tablet.",
      en: "Talk to the administrator. Sales not yet sent stay on this tablet.",
    },
  },
  PIN_LOCKED: {
    http: 429,
    retry: "later",
    data: "unchanged",
    message: { pt: "PIN errado muitas vezes.", en: "Wrong PIN too many times." },
    action: { pt: "Aguarde o tempo indicado.", en: "Wait for the time shown." },
  },
  ALREADY_EXISTS: {
    http: 409,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "Já existe outro com este valor.", en: "Another one with this value already exists." },
    action: { pt: "Escolha outro valor para o campo indicado.", en: "Choose another value for the field named." },
  },
  PIN_WEAK: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "Este PIN é fácil de adivinhar.", en: "This PIN is easy to guess." },
    action: {
      pt: "Use 4 a 8 algarismos que não sejam sequência nem repetição.",
      en: "Use 4 to 8 digits, no runs and no repeats.",
    },
  },

  // Sync
  COMMAND_INVALID: {
    http: 422,
    retry: "never",
    data: "kept-on-device",
    message: {
      pt: "O servidor não aceitou a forma deste registro.",
      en: "The server did not accept the form of this entry.",
    },
    action: {
      pt: "Ele fica guardado na lista. Mostre ao gerente ou ao suporte.",
      en: "It stays in the list. Show it to a manager or to support.",
    },
  },
  COMMAND_ID_REUSED: {
    http: 409,
    retry: "never",
    data: "kept-on-device",
    message: {
      pt: "Um registro com a mesma identificação e outro conteúdo já foi recebido.",
      en: "An entry with the same identifier and other content was already received.",
    },
    action: {
      pt: "Ele fica guardado na lista. Mostre ao gerente ou ao suporte.",
      en: "It stays in the list. Show it to a manager or to support.",
    },
  },
  COMMAND_UNKNOWN: {
    http: 422,
    retry: "later",
    data: "kept-on-device",
    message: {
      pt: "O servidor ainda não conhece este tipo de registro.",
      en: "The server does not know this kind of entry yet.",
    },
    action: {
      pt: "Nada a fazer: será enviado quando o servidor for atualizado.",
      en: "Nothing to do: it is sent once the server is updated.",
    },
  },
  COMMAND_FAILED: {
    http: 500,
    retry: "never",
    data: "kept-on-device",
    message: { pt: "O servidor não conseguiu gravar este registro.", en: "The server could not record this entry." },
    action: {
      pt: "Ele fica guardado na lista. Informe o suporte com o código do registro.",
      en: "It stays in the list. Give support the entry's code.",
    },
  },
  DEVICE_MISMATCH: {
    http: 403,
    retry: "after-change",
    data: "kept-on-device",
    message: {
      pt: "Este registro foi feito quando este aparelho era outro tablet.",
      en: "This entry was made when this device was another tablet.",
    },
    action: {
      pt: "Ele fica guardado aqui. Exporte o arquivo de resgate; um gerente o importa na retaguarda.",
      en: "It stays stored here. Export the rescue file; a manager imports it in the back office.",
    },
  },
  DATABASE_RESTORED: {
    http: 409,
    retry: "later",
    data: "kept-on-device",
    message: {
      pt: "O banco de dados do servidor foi restaurado.",
      en: "The server's database was restored.",
    },
    action: {
      pt: "O tablet reenvia sozinho, na ordem, o que o servidor possa ter perdido.",
      en: "The tablet sends again by itself, in order, what the server may have lost.",
    },
  },
  SNAPSHOT_REQUIRED: {
    http: 410,
    retry: "after-change",
    data: "kept-on-device",
    message: {
      pt: "Os dados deste tablet precisam ser baixados de novo.",
      en: "This tablet's data has to be downloaded again.",
    },
    action: {
      pt: "Nada a fazer: acontece sozinho, e as vendas não enviadas são mantidas.",
      en: "Nothing to do: it happens by itself, and unsent sales are kept.",
    },
  },
  VERSION_BLOCKED: {
    http: 426,
    retry: "after-change",
    data: "kept-on-device",
    message: {
      pt: "Esta versão do aplicativo não fala com o servidor.",
      en: "This version of the app cannot talk to the server.",
    },
    action: { pt: "Atualize o aplicativo; as vendas são mantidas.", en: "Update the app; sales are kept." },
  },

  // Rescue files
  RESCUE_UNREADABLE: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "Isto não é um arquivo de resgate, ou falta um pedaço dele.",
      en: "This is not a rescue file, or a part of it is missing.",
    },
    action: {
      pt: "Copie o arquivo de novo do tablet, inteiro, e tente outra vez. Não limpe o tablet.",
      en: "Copy the whole file from the tablet again and retry. Do not clear the tablet.",
    },
  },
  RESCUE_DAMAGED: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "O arquivo de resgate foi alterado ou danificado; nada dele foi lançado.",
      en: "The rescue file was changed or damaged; nothing of it was recorded.",
    },
    action: {
      pt: "Exporte de novo no tablet, ou use outra cópia do arquivo. Não limpe o tablet.",
      en: "Export again on the tablet, or use another copy of the file. Do not clear the tablet.",
    },
  },
  RESCUE_FOREIGN: {
    http: 422,
    retry: "never",
    data: "unchanged",
    message: {
      pt: "O arquivo de resgate é de outra rede.",
      en: "The rescue file belongs to another chain.",
    },
    action: {
      pt: "Entre na rede do tablet que o exportou e importe lá.",
      en: "Sign in to the chain of the tablet that exported it, and import it there.",
    },
  },
  RESCUE_KEY_UNKNOWN: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "Este servidor não tem a chave que abre o arquivo de resgate.",
      en: "This server does not have the key that opens the rescue file.",
    },
    action: {
      pt: "Guarde o arquivo e avise quem cuida do servidor: a chave antiga precisa voltar a FIELD_KEY.",
      en: "Keep the file and tell whoever runs the server: the older key has to be back in FIELD_KEY.",
    },
  },
  RESCUE_NEWER: {
    http: 426,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "O arquivo de resgate é de uma versão mais nova do Balcão.",
      en: "The rescue file is of a newer version of Balcão.",
    },
    action: {
      pt: "Guarde o arquivo e importe depois que o servidor for atualizado.",
      en: "Keep the file and import it after the server is updated.",
    },
  },
  RESCUE_NEEDS_MANAGER: {
    http: 403,
    retry: "after-change",
    data: "kept-on-device",
    message: {
      pt: "Este arquivo de resgate precisa de um gerente.",
      en: "This rescue file needs a manager.",
    },
    action: {
      pt: "O tablet dele foi revogado. Um gerente pode enviar aqui com seu PIN, ou importar na retaguarda.",
      en: "Its tablet was revoked. A manager can send it here with a PIN, or import it in the back office.",
    },
  },
  RESCUE_OTHER_STORE: {
    http: 403,
    retry: "never",
    data: "kept-on-device",
    message: {
      pt: "Este arquivo de resgate é de um tablet de outra loja.",
      en: "This rescue file is of another store's tablet.",
    },
    action: {
      pt: "Leve-o a um tablet daquela loja, ou peça a um gerente que o importe na retaguarda.",
      en: "Take it to a tablet of that store, or ask a manager to import it in the back office.",
    },
  },
  RESCUE_TOO_LARGE: {
    http: 413,
    retry: "never",
    data: "unchanged",
    message: {
      pt: "O arquivo de resgate é grande demais para ser importado por aqui; nada dele foi lançado.",
      en: "The rescue file is too large to be imported here; nothing of it was recorded.",
    },
    action: {
      pt: "Guarde o arquivo. Quem cuida do servidor o importa com: pnpm balcao rescue.",
      en: "Keep the file. Whoever runs the server imports it with: pnpm balcao rescue.",
    },
  },

  // Sales and cash
  PAYMENTS_DO_NOT_MATCH: {
    http: 422,
    retry: "never",
    data: "kept-on-device",
    message: { pt: "Os pagamentos não somam o total da venda.", en: "The payments do not add up to the sale's total." },
    action: {
      pt: "A venda fica na lista de recusados. Mostre ao gerente.",
      en: "The sale stays in the refused list. Show it to a manager.",
    },
  },
  SALE_RECORDED_BEFORE: {
    http: 409,
    retry: "never",
    data: "recorded",
    message: { pt: "Esta venda já está registrada.", en: "This sale is already recorded." },
    action: {
      pt: "Ela conta uma vez só. Se algo nela estiver diferente, mostre ao gerente.",
      en: "It counts once. If anything in it differs, show it to a manager.",
    },
  },
  OPERATOR_UNKNOWN: {
    http: 422,
    retry: "never",
    data: "kept-on-device",
    message: { pt: "O operador não é desta rede.", en: "The operator is not of this chain." },
    action: { pt: "Mostre ao gerente.", en: "Show it to a manager." },
  },
  CASH_SESSION_OPEN: {
    http: 409,
    retry: "never",
    data: "unchanged",
    message: { pt: "Já há um caixa aberto neste tablet.", en: "A cash session is already open on this tablet." },
    action: { pt: "Feche o caixa aberto antes de abrir outro.", en: "Close the open one before opening another." },
  },
  CASH_SESSION_CLOSED: {
    http: 409,
    retry: "never",
    data: "unchanged",
    message: { pt: "Este caixa já foi fechado.", en: "This cash session is already closed." },
    action: { pt: "Abra um novo caixa.", en: "Open a new one." },
  },
  SALE_NOT_PRICED: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "Há um produto sem preço na venda.", en: "A product in the sale has no price." },
    action: { pt: "Remova o produto ou cadastre o preço.", en: "Remove the product or give it a price." },
  },
  LINE_OUT_OF_LIMITS: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "A quantidade ou o preço de uma linha passa do limite.",
      en: "A line's quantity or price is out of limits.",
    },
    action: {
      pt: "Confira a quantidade; zero e negativo não valem.",
      en: "Check the quantity; zero and negative do not count.",
    },
  },
  TOO_MANY_LINES: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "A venda tem linhas demais.", en: "The sale has too many lines." },
    action: { pt: "Finalize esta venda e continue em outra.", en: "Finish this sale and go on in another." },
  },
  PIX_KEY_INVALID: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "A chave Pix não é válida.", en: "The Pix key is not valid." },
    action: {
      pt: "Informe CPF, CNPJ, e-mail, telefone com +55 ou chave aleatória.",
      en: "Give a CPF, CNPJ, e-mail, phone with +55 or random key.",
    },
  },
  PIX_NOT_POSSIBLE: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "Não dá para montar o Pix com estes dados.", en: "A Pix code cannot be made from these data." },
    action: {
      pt: "Confira na loja o nome e a cidade do recebedor, e o valor.",
      en: "Check the receiver's name and city in the store's settings, and the amount.",
    },
  },

  // Catalogue
  BARCODE_TAKEN: {
    http: 409,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "Este código de barras já é de outro produto.",
      en: "This barcode already belongs to another product.",
    },
    action: {
      pt: "Remova-o do outro produto antes.",
      en: "Remove it from the other product first.",
    },
  },
  BARCODE_INVALID: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "O código de barras não é válido.", en: "The barcode is not valid." },
    action: {
      pt: "Confira os algarismos impressos; códigos internos vão no campo do código.",
      en: "Check the printed digits; a shop's own codes belong in the SKU.",
    },
  },
  PRICE_PERIOD_INVALID: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "O fim da validade vem antes do começo.", en: "The price ends before it begins." },
    action: {
      pt: "Confira as datas.",
      en: "Check the dates.",
    },
  },
  IMPORT_NOT_TEXT: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "O arquivo não é um CSV.", en: "The file is not a CSV." },
    action: {
      pt: "Exporte a lista como CSV e envie de novo.",
      en: "Export the list as CSV and send it again.",
    },
  },
  IMPORT_SPREADSHEET: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "O arquivo é uma planilha ou um zip, não um CSV.",
      en: "The file is a spreadsheet or a zip, not a CSV.",
    },
    action: {
      pt: "Abra a planilha e salve como CSV UTF-8.",
      en: "Open the spreadsheet and save it as CSV UTF-8.",
    },
  },
  IMPORT_DAMAGED: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "O arquivo compactado está incompleto ou danificado; nada foi importado.",
      en: "The compressed file is incomplete or damaged; nothing was imported.",
    },
    action: {
      pt: "Baixe ou gere o arquivo de novo.",
      en: "Download or make the file again.",
    },
  },
  IMPORT_TOO_LARGE: {
    http: 413,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "O arquivo passa do tamanho permitido; nada foi importado.",
      en: "The file is over the allowed size; nothing was imported.",
    },
    action: {
      pt: "Divida-o em arquivos menores.",
      en: "Split it into smaller files.",
    },
  },
  IMPORT_EMPTY: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "O arquivo não tem nenhuma linha de produto.", en: "The file has no product line." },
    action: {
      pt: "Confira se a exportação terminou.",
      en: "Check that the export finished.",
    },
  },
  IMPORT_NOT_TABLE: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "As linhas do arquivo não formam uma tabela.", en: "The lines of the file do not form a table." },
    action: {
      pt: "Confira o separador; aspas abertas numa linha precisam ser fechadas.",
      en: "Check the separator; quotes that a line opens have to be closed.",
    },
  },
  IMPORT_COLUMNS_MISSING: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "Falta uma coluna no arquivo ou no perfil de importação.",
      en: "A column is missing from the file or from the import profile.",
    },
    action: {
      pt: "Diga qual coluna é o nome e qual é o código ou código de barras.",
      en: "Say which column is the name and which the SKU or barcode.",
    },
  },
  IMPORT_PROFILE_UNKNOWN: {
    http: 404,
    retry: "after-change",
    data: "unchanged",
    message: { pt: "Não há perfil de importação com este nome.", en: "There is no import profile of this name." },
    action: {
      pt: "Escolha um perfil da lista.",
      en: "Choose a profile from the list.",
    },
  },
  IMPORT_RUNNING: {
    http: 409,
    retry: "later",
    data: "unchanged",
    message: { pt: "Já há uma importação em andamento.", en: "An import is already running." },
    action: { pt: "Espere que ela termine e envie de novo.", en: "Wait until it has finished and send again." },
  },
  IMPORT_STORE_CANNOT_DEACTIVATE: {
    http: 422,
    retry: "after-change",
    data: "unchanged",
    message: {
      pt: "O arquivo de uma loja não pode desativar produtos da rede.",
      en: "A store's file cannot deactivate the chain's products.",
    },
    action: {
      pt: "Importe como arquivo da rede ou mude o perfil para manter os produtos ausentes.",
      en: "Import it as the chain's file, or change the profile to keep missing products.",
    },
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;

/** Whether a string is a code of the registry. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code);
}
