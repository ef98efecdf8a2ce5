import { randomUUID } from 'crypto';
import { XMLBuilder } from 'fast-xml-parser';
import { HttpResponse } from './protocol';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: false });

export function xmlResponse(status: number, document: object): HttpResponse {
  return { status, contentType: 'text/xml', body: `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(document)}` };
}

/** Writes lists as AWS's query protocols do: one element for the list, and one with a fixed name for each entry. */
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
