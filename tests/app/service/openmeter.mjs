// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Drives a tollkeeperd with OpenMeter's own client, unchanged: openmeter.mjs MODULE URL KEY. Prints one JSON document.
import { pathToFileURL } from 'node:url'

const [module, baseUrl, apiKey] = process.argv.slice(2)
const { OpenMeter } = await import(pathToFileURL(module))
const openmeter = new OpenMeter({ baseUrl, apiKey })
const event = {
  id: 'e1', source: 'sdk', type: 'api_call', subject: 't', time: new Date('2026-10-05T22:30:00Z'),
  data: { calls: 25, method: 'GET', model: 'm' },
}
const refusal = async (call) => {
  try {
    await call()
    return null
  } catch (error) {
    return { name: error.name, status: error.status ?? error.response?.status ?? null }
  }
}

await openmeter.events.ingest(event)
await openmeter.events.ingest(event) // again
await openmeter.events.ingest([
  { source: 'sdk', type: 'api_call', subject: 't', time: new Date('2026-10-06T10:00:00Z'), data: { calls: 1, method: 'PUT' } },
  { ...event, id: 'e3', subject: 'second', data: { calls: 2 } },
])
const refused = await refusal(() => openmeter.events.ingest({ ...event, id: 'e4', subject: 'nobody' }))
const query = {
  from: new Date('2026-10-01T00:00:00Z'), to: new Date('2026-11-01T00:00:00Z'), windowSize: 'DAY',
  windowTimeZone: 'Europe/Berlin', subject: ['t', 'second'],
}
const byDay = await openmeter.meters.query('api_calls', { ...query, groupBy: ['method'] })
const filtered = await openmeter.meters.query('requests', { ...query, filterGroupBy: { method: 'GET' } })
const total = await openmeter.meters.query('requests')
const meters = await openmeter.meters.list()
console.log(JSON.stringify({ byDay, filtered, total, meters: meters.map((meter) => meter.slug), refused }))
