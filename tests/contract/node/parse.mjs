// Prints, as JSON, what the official AsyncAPI parser has to say of a document: its complaints, and
// the channels, operations and messages that it found.
import { readFileSync } from 'node:fs'
import { Parser } from '@asyncapi/parser'

const source = readFileSync(process.argv[2], 'utf8')
const { document, diagnostics } = await new Parser().parse(source)
console.log(JSON.stringify({
  complaints: diagnostics.map(({ severity, path, message }) => ({ severity, path: path.join('.'), message })),
  operations: (document?.operations().all() ?? []).map((operation) => ({
    id: operation.id(),
    action: operation.action(),
    addresses: operation.channels().all().map((channel) => channel.address()),
    messages: operation.messages().all().map((message) => message.name()),
  })),
}))
