import type { StartFailure } from "../kernel/sync/start-error.ts";
import { defineMessages } from "../kernel/i18n/messages.ts";

/** What each failure is called (`title`) and what to do about it (`text`). */
type Key = `${StartFailure}Title` | `${StartFailure}Text`;

const pt: Record<Key | "reload" | "rescue" | "office" | "kept" | "cause", string> = {
  insecureTitle: "Abra o Balcão pelo endereço seguro",
  insecureText: "O endereço precisa começar com https://. Sem isso o navegador não guarda vendas neste aparelho.",
  deniedTitle: "O navegador não deixa guardar dados",
  deniedText:
    "Saia da janela anônima e permita que este site guarde dados. O balcão precisa disso para vender sem rede.",
  blockedTitle: "Outra aba usa uma versão anterior",
  blockedText: "Feche as outras abas e janelas do Balcão neste aparelho e recarregue.",
  fullTitle: "Não há espaço neste aparelho",
  fullText: "Libere espaço (fotos, outros aplicativos) e recarregue.",
  unreadableTitle: "Os dados deste aparelho não abriram",
  unreadableText:
    "Feche as outras abas do Balcão, reinicie o navegador e recarregue. Se continuar, chame o suporte antes de limpar qualquer coisa.",
  silentTitle: "Os dados deste aparelho demoram a abrir",
  silentText: "Feche as outras abas do Balcão e recarregue. Se continuar, reinicie o aparelho.",
  kept: "Nada foi apagado: o que já estava guardado continua neste aparelho. Não limpe o navegador; as vendas por enviar podem ser levadas num arquivo de resgate.",
  rescue: "Resgatar as vendas",
  cause: "Para o suporte",
  reload: "Recarregar",
  office: "Ir para a retaguarda",
};

const en: Record<keyof typeof pt, string> = {
  insecureTitle: "Open Balcão at its secure address",
  insecureText: "The address has to begin with https://. Without it the browser keeps no sales on this device.",
  deniedTitle: "The browser does not allow storing data",
  deniedText: "Leave the private window and let this site store data. The counter needs it to sell without a network.",
  blockedTitle: "Another tab uses an earlier version",
  blockedText: "Close the other tabs and windows of Balcão on this device and reload.",
  fullTitle: "There is no room on this device",
  fullText: "Free some space (photos, other apps) and reload.",
  unreadableTitle: "This device's data did not open",
  unreadableText:
    "Close the other tabs of Balcão, restart the browser and reload. If it stays so, call support before clearing anything.",
  silentTitle: "This device's data takes long to open",
  silentText: "Close the other tabs of Balcão and reload. If it stays so, restart the device.",
  kept: "Nothing was deleted: what was stored stays on this device. Do not clear the browser; the sales to send can be taken away in a rescue file.",
  rescue: "Rescue the sales",
  cause: "For support",
  reload: "Reload",
  office: "Go to the back office",
};

export const startMessages = defineMessages({ pt, en });
