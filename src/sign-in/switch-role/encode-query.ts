import { Lazy, Token } from 'aws-cdk-lib/core';

/** Encodes a value of a query. What is known only in the finished template is encoded there. */
export function encodeQuery(text: string): string {
  const inFinishedTemplate = () => Lazy.uncachedAny({ produce: (context) => encoded(context.resolve(text)) });
  return Token.isUnresolved(text) ? Token.asString(inFinishedTemplate()) : encodeURIComponent(text);
}

/** References stay: their values, such as account ids, need no encoding. A late value can be missing too, which another check reports. */
function encoded(resolved: any): any {
  if (typeof resolved === 'string') {
    return encodeURIComponent(resolved);
  }
  const [delimiter, parts] = resolved?.['Fn::Join'] ?? [];
  return delimiter === '' && Array.isArray(parts) ? { 'Fn::Join': ['', parts.map(encoded)] } : resolved;
}
