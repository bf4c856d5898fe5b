/** An environment variable that server.ts sets for the tests. */
export function variable(name: 'BOOKWELL_URL' | 'BOOKWELL_OUTBOX'): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run the tests with playwright.config.ts`)
  return value
}
