import { App, Aws, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { fingerprint, listEntrySize, literalText, policySize, statementSize } from '../../../src/core/policy-size';

const stackIn = (region?: string) => new Stack(new App(), 'Stack', { env: { region } });
const anywhere = stackIn();

describe('characters are counted as IAM does, without white space', () => {
  test.each<[string, unknown, number]>([
    ['a document', { Version: '2012-10-17', Statement: [] }, '{"Version":"2012-10-17","Statement":[]}'.length],
    ['what is null', { a: null }, '{"a":null}'.length],
    ['the partition of an unknown Region as aws', { a: `arn:${Aws.PARTITION}:s3` }, '{"a":"arn:aws:s3"}'.length],
    ['what is joined, within lists too', [Fn.join('-', ['a', Aws.PARTITION])], '["a-aws"]'.length],
    ['a value of the deployment as nothing', { a: new CfnParameter(anywhere, 'P').valueAsString }, '{"a":""}'.length],
    ['a function of the deployment as nothing', { a: Fn.importValue('x') }, '{"a":""}'.length],
    ['what only looks like one as it is', { a: { Ref: 'x', b: 1 } }, '{"a":{"Ref":"x","b":1}}'.length],
  ])('%s', (_, document, size) => {
    expect(policySize(anywhere, document)).toBe(size);
  });

  test.each([
    ['eu-west-1', 'aws'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('the partition of %s as %s', (region, partition) => {
    const stack = stackIn(region);
    expect(literalText(stack, `arn:${Aws.PARTITION}:iam`)).toBe(`arn:${partition}:iam`);
    expect(policySize(stack, { a: Aws.PARTITION })).toBe(`{"a":"${partition}"}`.length);
  });

  test('one more entry of a list costs its quotes and a comma', () => {
    expect(listEntrySize(anywhere, 'abc')).toBe('"abc",'.length);
  });

  test.each<[string, string]>([
    ['a statement', 'arn:aws:s3:::bucket'],
    ['a statement with tokens', `arn:${Aws.PARTITION}:s3:::bucket`],
  ])('%s', (_, resource) => {
    const statement = new PolicyStatement({ actions: ['s3:GetObject'], resources: [resource] });
    expect(statementSize(anywhere, statement)).toBe('{"Action":"s3:GetObject","Effect":"Allow","Resource":"arn:aws:s3:::bucket"}'.length);
  });
});

describe('a fingerprint', () => {
  const documentFor = (stack: Stack, id: string, action = 's3:GetObject') => {
    const role = new Role(stack, id, { assumedBy: new AccountRootPrincipal() });
    return new PolicyDocument({ statements: [new PolicyStatement({ actions: [action], resources: [role.roleArn] })] });
  };

  test('has eight characters, the same for the same text in every app', () => {
    const [one, other] = [stackIn(), stackIn()];
    expect(fingerprint(one, documentFor(one, 'One'))).toMatch(/^[0-9a-f]{8}$/);
    expect(fingerprint(one, documentFor(one, 'Two'))).toBe(fingerprint(other, documentFor(other, 'Three')));
  });

  test('is another for another text', () => {
    const stack = stackIn();
    expect(fingerprint(stack, documentFor(stack, 'One'))).not.toBe(fingerprint(stack, documentFor(stack, 'Two', 's3:ListBucket')));
  });
});
