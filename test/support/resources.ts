import { Template } from 'aws-cdk-lib/assertions';

/** The properties of the only resource of a type; fails if there is not exactly one. */
export function only(template: Template, type: string): any {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties ?? {};
}

/** Every statement of every inline policy whose logical id contains `id`, with ARNs as text. */
export function statementsOf(template: Template, id: string): any[] {
  return Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([logicalId]) => logicalId.includes(id))
    .flatMap(([, { Properties }]) => asText(Properties.PolicyDocument.Statement));
}

/** The properties of the only inline policy whose logical id contains `id`. */
export function onlyPolicy(template: Template, id: string): any {
  const found = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([logicalId]) => logicalId.includes(id));
  expect(found).toHaveLength(1);
  return asText(found[0][1].Properties);
}

/** Replaces joins and pseudo parameters with text, so that tests read like policies: `arn:PARTITION:iam::…`. */
export function asText(value: any): any {
  if (Array.isArray(value)) {
    return value.map(asText);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value['Fn::Join']) {
    const [separator, parts] = value['Fn::Join'];
    const texts = parts.map(asText).map((part: any) => typeof part === 'string' ? part : `{${part.Ref ?? JSON.stringify(part)}}`);
    return texts.join(separator);
  }
  if (value.Ref === 'AWS::Partition') {
    return 'PARTITION';
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asText(entry)]));
}

/** The references of a role to the two policies that deny writes, which roles of a stack share. */
export const writeDenials = () => [1, 2].map((number) => ({ Ref: expect.stringMatching(`^ReadOnlyDenials${number}`) }));
