/** The messages of the first validation that has any: later ones would report the same cause in other words. */
export function firstMessages(...validations: (() => string[])[]): string[] {
  for (const validate of validations) {
    const messages = validate();
    if (messages.length > 0) {
      return messages;
    }
  }
  return [];
}
