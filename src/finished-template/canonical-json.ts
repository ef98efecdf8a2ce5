/**
 * The same text for values that IAM does not tell apart: keys and lists in any order, and one value with or without a list. Keys
 * without a value are left out.
 *
 * The arguments of a function of CloudFormation keep their order.
 */
export function canonicalJson(value: unknown, isOrdered = false): string {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => canonicalJson(entry, isOrdered));
    return entries.length === 1 && !isOrdered ? entries[0] : `[${(isOrdered ? entries : entries.sort()).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? '';
  }
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined).sort(([one], [other]) => one < other ? -1 : 1);
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry, isOrdered || key.startsWith('Fn::'))}`).join(',')}}`;
}
