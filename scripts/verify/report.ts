/** Prints what a check has found and ends the process: 0 without problems, 1 with. */
export function report(problems: readonly string[], advice: string): void {
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  if (problems.length > 0) process.stdout.write(`${advice}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
