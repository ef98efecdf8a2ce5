/**
 * The input of a target: the template with its variables replaced. A variable whose value the event lacks is replaced by nothing.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function transformInput(transformer: { InputPathsMap: Record<string, string>; InputTemplate: string }, event: any): string {
  const { InputPathsMap, InputTemplate } = transformer;
  return InputTemplate.replace(/<([^>]+)>/g, (_, variable: string) => {
    const path = InputPathsMap[variable];
    if (!path?.startsWith('$.')) {
      throw new Error(`no path for <${variable}>`);
    }
    const value = path.slice(2).split('.').reduce((part, name) => part?.[name], event);
    return value === undefined || value === null ? '' : JSON.stringify(String(value)).slice(1, -1);
  });
}
