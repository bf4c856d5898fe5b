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

/** A server that runs. */
export interface Serving {
  url: string
  outbox: string
  stop: () => Promise<void>
}

/** Starts the server that all tests share, on a fresh data folder. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'bookwell-'))
  const { url, outbox, stop } = await serve(folder)
  // The workers inherit these: see test.ts.
  process.env.BOOKWELL_URL = url
  process.env.BOOKWELL_OUTBOX = outbox
  return async () => {
    await stop()
    rmSync(folder, { recursive: true })
  }
}

/** Starts the built server on a free port, with a clock that is so many days ahead. */
export async function serve(folder: string, daysAhead = 0): Promise<Serving> {
  const log = join(folder, `server-${daysAhead}.log`)
  const outbox = join(folder, 'outbox')
  const url = `http://127.0.0.1:${await freePort()}`
  const server = spawnServer(url, folder, outbox, log, daysAhead === 0 ? {} : clockAhead(daysAhead))
  await ready(url, server, log)
  return { url, outbox, stop: () => stop(server, log) }
}

/** The wall clock only: what waits for so many seconds waits for them. */
function clockAhead(days: number): NodeJS.ProcessEnv {
  return { LD_PRELOAD: '/usr/$LIB/faketime/libfaketimeMT.so.1', FAKETIME: `+${days}d`, FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1' }
}

function spawnServer(url: string, folder: string, outbox: string, log: string, clock: NodeJS.ProcessEnv): ChildProcess {
  const descriptor = openSync(log, 'w')
  const server = spawn(join(bundle, 'server'), [], {
    cwd: root,
    env: {
      ...process.env,
      ...clock,
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
