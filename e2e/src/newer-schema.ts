/** The variable that names the file whose existence makes the server a newer one (newer-server.ts). */
export const newerVariable = "BALCAO_NEWER";

/** The synced tables' script with two columns of the store in another order, as source or as built: another schema version. */
export function otherColumns(script: string): string {
  return script.replace(/([`"])name\1,(\s*)([`"])city\3,(\s*)([`"])timeZone\5/, "$1city$1,$2$3name$3,$4$5timeZone$5");
}
