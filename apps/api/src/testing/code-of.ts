/** The status and the code of a refusal, of a procedure or of a plain route. */
export async function codeOf(response: Response): Promise<[number, string | undefined]> {
  const { error } = (await response.json()) as { error?: { code: unknown; message?: string } };
  return [response.status, error?.message ?? (error?.code as string)];
}
