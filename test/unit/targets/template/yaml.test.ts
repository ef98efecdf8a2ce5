/** Each document must be the same for parsers of YAML 1.1, which CloudFormation documents, and of YAML 1.2. */
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { toYaml } from '../../../../src/targets/template/yaml';

function read(yaml: string): unknown[] {
  return (['1.1', '1.2'] as const).map((version) => parse(yaml, { version, strict: true }));
}

test('a template reads as people write it', () => {
  expect(toYaml({
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { Tags: [], Statement: [{ Action: ['iam:Get*', 's3:ListBucket'], Version: '2012-10-17' }] } } },
  })).toBe(`Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Tags: []
      Statement:
        - Action:
            - iam:Get*
            - s3:ListBucket
          Version: "2012-10-17"
`);
});

test.each<[string, string]>([
  ['a boolean', 'true'], ['a boolean of YAML 1.1', 'yes'], ['a short one', 'N'], ['one in capitals', 'OFF'],
  ['nothing', 'null'], ['the sign for nothing', '~'], ['an empty text', ''], ['an account id', '222222222222'], ['a number with zeros', '0123'],
  ['a number in another base', '0x1F'], ['a time in YAML 1.1', '12:30:45'], ['a date', '2012-10-17'], ['an infinity', '.inf'],
  ['a comment', 'a #b'], ['a key', 'a: b'], ['a colon at the end', 'arn:'], ['a list', '- a'], ['an alias', '*'], ['an anchor', '&a'],
  ['a tag', '!Ref a'], ['a quote', '"a'], ['a single quote', "it's"], ['blanks around', ' a '], ['lines', 'a\nb\r\n'], ['a tab', 'a\tb'],
  ['a separator of lines', 'a\u2028b\u0085c'], ['an emoji', '🔒'], ['a variable', '${aws:username}'], ['a backslash', 'a\\b'], ['a merge', '<<'],
])('%s stays text', (_, value) => {
  const document = { [value]: [value, { key: value }] };
  expect(read(toYaml(document))).toEqual([document, document]);
});

test('any JSON document is read as it was', () => {
  const values = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.string({ unit: 'binary' }), fc.string(), fc.integer(), fc.boolean(), fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.string().filter((key) => key !== '__proto__'), tie('value'), { maxKeys: 4 })),
  })).value;
  fc.assert(fc.property(values, (value) => {
    expect(read(toYaml(value as Parameters<typeof toYaml>[0]))).toEqual([value, value]);
  }), { numRuns: 300 });
});
