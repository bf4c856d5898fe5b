import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../..')
const bundle = resolve(root, process.env.BOOKWELL_BUNDLE ?? 'target/dev')
const secondsToStart = 120
const secondsToStop = 30

/** Starts the built server on a free port and a fresh data folder, for all tests. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'bookwell-'))
  const log = join(folder, 'server.log')
  const outbox = join(folder, 'outbox')
  const url = `http://127.0.0.1:${await freePort()}`
  const server = spawnServer(url, folder, outbox, log)
  await ready(url, server, log)
  // The workers inherit these: see test.ts.
  process.env.BOOKWELL_URL = url
  process.env.BOOKWELL_OUTBOX = outbox
  return async () => {
    await stop(server, log)
    rmSync(folder, { recursive: true })
  }
}

function spawnServer(url: string, folder: string, outbox: string, log: string): ChildProcess {
  const descriptor = openSync(log, 'w')
  const server = spawn(join(bundle, 'server'), [], {
    cwd: root,
    env: {
      ...process.env,
      BOOKWELL_ADDRESS: new URL(url).host,
      BOOKWELL_MAIL: `folder:${outbox}`,
      BOOKWELL_PLAN: awakePlan(folder),
      DATABASE_URL: `surrealkv://${join(folder, 'db')}`,
      LEPTOS_SITE_ROOT: join(bundle, 'site'),
    },
    stdio: ['ignore', descriptor, descriptor],
  })
  closeSync(descriptor)
  return server
}

/** The demonstration's plan, which proposes earlier times at night too: tests run at any time. */
function awakePlan(folder: string): string {
  const plans = join(folder, 'plans')
  cpSync(join(root, 'plans'), plans, { recursive: true })
  const plan = join(plans, 'demonstration.toml')
  const hours = 'from = "08:00"\nuntil = "20:00"'
  const text = readFileSync(plan, 'utf8')
  if (!text.includes(hours)) throw new Error('the plan has no hours of proposals')
  writeFileSync(plan, text.replace(hours, 'from = "00:00"\nuntil = "23:59:59"'))
  return plan
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  listener.close()
  await once(listener, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function ready(url: string, server: ChildProcess, log: string): Promise<void> {
  let failure: Error | undefined
  server.on('error', (error) => (failure = error))
  for (const deadline = Date.now() + secondsToStart * 1000; Date.now() < deadline; await pause(100)) {
    if (failure) throw failure
    if (server.exitCode !== null) break
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
  }
  server.kill('SIGKILL')
  throw new Error(`the server did not become ready:\n${readFileSync(log, 'utf8')}`)
}

/** A clean end is part of what is tested: status 0 after SIGTERM, nothing unexpected in the log. */
async function stop(server: ChildProcess, log: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit', { signal: AbortSignal.timeout(secondsToStop * 1000) })
    server.kill('SIGTERM')
    await ended.catch(() => server.kill('SIGKILL'))
  }
  const faults = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /panicked|\bERROR\b/.test(line))
  if (faults.length > 0) throw new Error(`the server logged faults:\n${faults.join('\n')}`)
  if (server.exitCode !== 0) throw new Error(`the server ended with status ${server.exitCode}`)
}
