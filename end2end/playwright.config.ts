import { defineConfig } from '@playwright/test'
import { browserOptions } from './support/browser'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const desktop = { viewport: { width: 1280, height: 800 } }

// Every test runs on a phone and on a desktop; one tagged @nojs also without JavaScript, one
// tagged @es also in Spanish, one tagged @es-only in Spanish alone.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './support/server.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  reporter: 'list',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: browserOptions,
    locale: 'en-US',
    timezoneId: 'America/Los_Angeles',
    screenshot: 'only-on-failure',
    // A trace of each test costs a fifth of the time: only where somebody looks for a fault.
    trace: process.env.BOOKWELL_TRACE ? 'retain-on-failure' : 'off',
  },
  projects: [
    { name: 'phone', use: phone, grepInvert: /@es-only/ },
    { name: 'desktop', use: desktop, grepInvert: /@es-only/ },
    { name: 'no-javascript', use: { ...desktop, javaScriptEnabled: false }, grep: /@nojs/, grepInvert: /@es-only/ },
    { name: 'spanish', use: { ...desktop, locale: 'es-US' }, grep: /@es/ },
  ],
})
