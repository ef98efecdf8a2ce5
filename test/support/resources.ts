import { Template } from 'aws-cdk-lib/assertions';

/** The properties of the one resource of a type; anything but one is a failure. */
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

/** The one inline policy whose logical id contains `id`: who it is attached to, and what it says. */
export function onlyPolicy(template: Template, id: string): any {
  const found = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([logicalId]) => logicalId.includes(id));
  expect(found).toHaveLength(1);
  return asText(found[0][1].Properties);
}

/** Joins and pseudo parameters as the text they stand for, so that tests read like policies: `arn:PARTITION:iam::…`. */
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
