import { App, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { emptyListsByDefault } from '../../../src/core/list-parameters';
import { vanishingReason } from '../../../src/core/vanishing-values';

const NO_VALUE = { Ref: 'AWS::NoValue' };
const either = (one: unknown, other: unknown) => ({ 'Fn::If': ['IsSet', one, other] });

const GONE = 'can be AWS::NoValue at deployment';

test.each<[what: string, vanishing: unknown, reason: string, present: unknown]>([
  ['no value', NO_VALUE, GONE, { Ref: 'Parameter' }],
  ['undefined', undefined, 'is undefined', ''],
  ['null', null, 'is undefined', 0],
  ['no entry', [], 'is an empty list', ['']],
  ['no key', {}, 'is an empty block', { AWS: '*' }],
  ['a key without entries', { AWS: [] }, 'is an empty list', { AWS: ['*'] }],
  ['one entry of a list', ['a', NO_VALUE], GONE, ['a', { Ref: 'B' }]],
  ['one branch', either('a', NO_VALUE), GONE, either('a', 'b')],
  ['the other branch', either(NO_VALUE, 'b'), GONE, either({ Ref: 'A' }, 'b')],
  ['a branch of a branch', either('a', either('b', NO_VALUE)), GONE, either('a', either('b', 'c'))],
  ['an empty list in a branch', either(['a'], []), 'is an empty list', either(['a'], ['b'])],
  ['a part of a joined text', { 'Fn::Join': ['', ['user/', either('a', NO_VALUE)]] }, GONE, { 'Fn::Join': ['', ['user/', either('a', '')]] }],
  ['a joined list', { 'Fn::Join': [',', either(['a'], NO_VALUE)] }, GONE, { 'Fn::Join': [',', []] }],
  ['a variable of a text', { 'Fn::Sub': 'user/${AWS::NoValue}' }, GONE, { 'Fn::Sub': 'user/${AWS::AccountId}' }],
  ['a variable of a text with values', { 'Fn::Sub': ['${A}${AWS::NoValue}', { A: 'a' }] }, GONE, { 'Fn::Sub': ['${A}', { A: 'a' }] }],
  ['a value for a text', { 'Fn::Sub': ['${A}', { A: NO_VALUE }] }, GONE, { 'Fn::Sub': ['${A}', { A: '${!AWS::NoValue}' }] }],
  ['a text within a text', { 'Fn::Join': ['', ['a', { 'Fn::Sub': '${AWS::NoValue}' }]] }, GONE, { 'Fn::Join': ['', ['a', '${AWS::NoValue}']] }],
  ['what is split', { 'Fn::Split': [',', either('a,b', NO_VALUE)] }, GONE, { 'Fn::Split': [',', either('a,b', 'c')] }],
  ['what is selected', { 'Fn::Select': [0, [either('a', NO_VALUE)]] }, GONE, { 'Fn::Select': [0, ['a', 'b']] }],
  ['a default of a mapping', { 'Fn::FindInMap': ['M', 'a', 'b', { DefaultValue: NO_VALUE }] }, GONE, { 'Fn::FindInMap': ['M', 'a', 'b'] }],
])('%s: %j can be missing', (_, vanishing, reason, present) => {
  expect(vanishingReason(vanishing)).toBe(reason);
  expect(vanishingReason(present)).toBeUndefined();
});

test('a token that is not resolved yet is skipped', () => {
  expect(vanishingReason(Fn.conditionIf('IsSet', 'a', NO_VALUE))).toBeUndefined();
  expect(vanishingReason(Token.asString(NO_VALUE))).toBeUndefined();
  expect(vanishingReason(Lazy.list({ produce: () => [] }))).toBeUndefined();
});

describe('a parameter', () => {
  const stack = new Stack(new App(), 'Stack');
  const other = new Stack(stack, 'Other');
  const parameter = (id: string, type: string, value?: string, scope = stack) => new CfnParameter(scope, id, { type, default: value });
  parameter('List', 'CommaDelimitedList', '');
  parameter('Spaces', 'CommaDelimitedList', ' ');
  parameter('Subnets', 'List<AWS::EC2::Subnet::Id>', '');
  parameter('Required', 'CommaDelimitedList');
  parameter('Networks', 'CommaDelimitedList', '203.0.113.0/24');
  parameter('Text', 'String', '');
  parameter('Stored', 'AWS::SSM::Parameter::Value<List<String>>', 'networks');
  parameter('OfOther', 'CommaDelimitedList', '', other);

  test.each(['List', 'Spaces', 'Subnets'])('%s: a list that is empty by default can be missing', (name) => {
    expect(vanishingReason({ Ref: name }, emptyListsByDefault(stack))).toBe('can be an empty list at deployment');
  });

  test.each(['Required', 'Networks', 'Text', 'Stored', 'OfOther', 'AWS::AccountId'])('%s: another one cannot', (name) => {
    expect(vanishingReason({ Ref: name }, emptyListsByDefault(stack))).toBeUndefined();
  });

  test('an empty list that is used under a condition cannot be missing, and neither can its text', () => {
    const isEmptyList = emptyListsByDefault(stack);
    expect(vanishingReason(either({ Ref: 'List' }, ['203.0.113.0/24']), isEmptyList)).toBeUndefined();
    expect(vanishingReason({ 'Fn::Join': [',', { Ref: 'List' }] }, isEmptyList)).toBeUndefined();
  });
});
