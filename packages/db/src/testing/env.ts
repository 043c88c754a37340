/** The server that tests of the database use instead of an embedded one: the connection string of a superuser, or null. */
export const testDatabaseUrl: string | null = process.env["BALCAO_TEST_DATABASE_URL"] || null;
