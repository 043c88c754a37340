/** What PostgreSQL's programs are told: nothing of ours but where programs are, and messages in English. */
export const serverEnvironment: NodeJS.ProcessEnv = { PATH: process.env["PATH"], LC_MESSAGES: "C" };
