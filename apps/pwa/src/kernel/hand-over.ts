import { download } from "./download.ts";

/** Whether this browser can hand a file to another app: a chat, mail, a drive. */
export function canShare(name: string): boolean {
  const { canShare: mayShare } = navigator as { readonly canShare?: Navigator["canShare"] };
  return mayShare?.call(navigator, { files: [fileOf(name, "")] }) ?? false;
}

/** Hands a text as a file to another app. False when the person changed their mind. */
export async function share(name: string, content: string): Promise<boolean> {
  try {
    await navigator.share({ files: [fileOf(name, content)] });
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return false;
    download(name, type, content);
    return true;
  }
}

const type = "application/octet-stream";

function fileOf(name: string, content: string): File {
  return new File([content], name, { type });
}
