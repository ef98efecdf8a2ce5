import { randomUUID } from 'crypto';
import { XMLBuilder } from 'fast-xml-parser';
import { HttpReply } from './protocol';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: false });

export function xmlReply(status: number, document: object): HttpReply {
  return { status, contentType: 'text/xml', body: `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(document)}` };
}

/** Lists as AWS's query protocols write them: each entry in an element of the same name within the list's own. */
export function withListElements(value: unknown, entryName: string): unknown {
  if (Array.isArray(value)) {
    return { [entryName]: value.map((entry) => withListElements(entry, entryName)) };
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withListElements(entry, entryName)]));
}

export function requestId(): string {
  return randomUUID();
}
