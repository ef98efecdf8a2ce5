/**
 * The policies in templates, without intrinsic functions, for linters of policies.
 */
import { readFileSync } from 'node:fs';

export interface KeptPolicy {
  readonly kind: 'identity' | 'trust';
  readonly document: unknown;
  /** One of the templates that contain it, and the resource. */
  readonly place: string;
}

const ACCOUNT = '111111111111';
const PSEUDO: Record<string, string> = {
  'AWS::Partition': 'aws', 'AWS::AccountId': ACCOUNT, 'AWS::Region': 'eu-west-1', 'AWS::StackName': 'Stack', 'AWS::URLSuffix': 'amazonaws.com',
};

/** Returns each different policy once, even if several templates contain it. */
export function policiesIn(templates: string[]): KeptPolicy[] {
  const found = new Map<string, KeptPolicy>();
  templates.forEach((file) => {
    const template = JSON.parse(readFileSync(file, 'utf8'));
    Object.entries<any>(template.Resources ?? {}).filter(([, { Type }]) => Type.startsWith('AWS::IAM::')).forEach(([id, { Properties = {} }]) => {
      const add = (kind: KeptPolicy['kind'], document: unknown) => {
        const text = literal(document, template);
        found.set(`${kind} ${JSON.stringify(text)}`, { kind, document: text, place: `${file} ${id}` });
      };
      if (Properties.AssumeRolePolicyDocument) {
        add('trust', Properties.AssumeRolePolicyDocument);
      }
      [Properties, ...Properties.Policies ?? []].filter(({ PolicyDocument }) => PolicyDocument).forEach(({ PolicyDocument }) => add('identity', PolicyDocument));
    });
  });
  return [...found.values()];
}

/** Resolves intrinsic functions. A value that only a deployment knows becomes its default, or a placeholder of the right form. */
function literal(value: any, template: any): any {
  if (Array.isArray(value)) {
    return value.map((each) => literal(each, template));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value['Fn::Join']) {
    return value['Fn::Join'][1].map((part: any) => literal(part, template)).join(value['Fn::Join'][0]);
  }
  if (value.Ref) {
    return PSEUDO[value.Ref] ?? template.Parameters?.[value.Ref]?.Default
      ?? (template.Resources[value.Ref]?.Type === 'AWS::IAM::ManagedPolicy' ? arn('policy', value.Ref) : value.Ref);
  }
  if (value['Fn::GetAtt']) {
    const [id] = value['Fn::GetAtt'];
    const [, service, kind] = template.Resources[id].Type.split('::');
    return service === 'S3' ? `arn:aws:s3:::${id.toLowerCase()}` : arn(kind.toLowerCase(), id);
  }
  const [[name, argument] = []] = Object.entries<any>(value);
  if (name === 'Fn::If') {
    return literal(argument[1], template);
  }
  if (name === 'Fn::Sub' && typeof argument === 'string') {
    return argument.replace(/\$\{(AWS::\w+)\}/g, (_, reference: string) => PSEUDO[reference]);
  }
  if (name?.startsWith('Fn::')) {
    return 'a-value';
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, literal(entry, template)]));
}

const arn = (kind: string, id: string) => `arn:aws:iam::${ACCOUNT}:${kind}/${id}`;
