import { Aws, Duration, Expiration, Lazy, PhysicalName, Stack, Token } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { IConstruct } from 'constructs';
import fc, { Arbitrary } from 'fast-check';
import { propTypesOf } from './constructs-by-props';
import { A, B, C, TwoAccounts } from './two-accounts';
import * as library from '../../src';
import { PARAMETER_TYPES, PROP_TYPES } from '../../src/core/runtime-types/declared-types.generated';

/** A value in source form, which is evaluated in an app, so that a failing test can print it. */
export type Expression =
  | { value: unknown } | { list: Expression[] } | { map: [string, Expression][] } | { token: keyof typeof TOKENS; behind?: string }
  | { late: Expression } | { call: string; args: Expression[] } | { on: Expression; method: string; args: Expression[] };

const IDS = ['111111111111', '222222222222', '333333333333', '000000000000', '22222222222', 'o-a1b2c3d4e5', 'ou-ab12-abcdefgh', 'r-ab12', 'o-a1b2c3d4e5/r-ab12/'];

/** Texts that an attacker might use, or that are valid for one prop and not for another. */
const TEXTS = [
  '', ' ', '*', '?', '/', '//', '/a/', '-', '"', '\'', '\\', '\n', '\r\n', '\t', '\u0000', '\u007f', '\u202eabc', '\ufeff', '\u2028', '\ud800',
  '${aws:username}', '${AWS::AccountId}', '{{resolve:ssm:name}}', '<script>alert(1)</script>', '__proto__', 'constructor', 'toString',
  'a'.repeat(64), 'a'.repeat(65), 'a'.repeat(1025), 'é'.repeat(128), 'x'.repeat(100_000), 'userA', 'Admin*', '@{x}', 'x@example.com',
  '10.0.0.0/8', '0.0.0.0/0', '10.0.0.1/8', '::/0', '2001:db8::/32', '1.2.3', 'us-east-1', 'eu-west-1', 'us-esat-1',
  'prowler', 'steampipe', 's3', 's3:GetObject', 's3:*', '*:*', 'iam:PassRole', `s3:${'*'.repeat(50)}zz`, `s3:${'*?'.repeat(30)}`, 'Principal', 'aws:tag', '2030-01-01T00:00:00Z', 'AIDACKCEVSQ6C2EXAMPLE',
  'arn:aws:iam::111111111111:user/userA', 'arn:aws:iam::111111111111:root', 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  'arn:aws:sts::222222222222:assumed-role/a/b', ...IDS,
];

const text: Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
  { weight: 2, arbitrary: fc.stringMatching(/^[\w+=,.@-]{1,20}$/) },
);
const count: Arbitrary<number> = fc.oneof(
  fc.integer({ min: -5, max: 5000 }), fc.constantFrom(0, -0, 0.5, 1e9, 1e21, Infinity, -Infinity, Number.MIN_VALUE, 2 ** 53),
);

const LATER = Lazy.string({ produce: () => 'token' });

/** Tokens that resolve at synth or at deployment, alone and nested. */
const TOKENS = {
  text: () => LATER,
  nested: () => Lazy.string({ produce: () => `${LATER}-${Lazy.string({ produce: () => LATER })}` }),
  reference: () => Aws.STACK_NAME,
  account: () => Aws.ACCOUNT_ID,
  left: () => PhysicalName.GENERATE_IF_NEEDED,
  nestedReference: () => Lazy.string({ produce: () => `${Aws.STACK_NAME}-${Lazy.string({ produce: () => Aws.STACK_NAME })}` }),
  list: () => Token.asList(Lazy.any({ produce: () => [LATER] })),
  nestedList: () => Lazy.list({ produce: () => Lazy.list({ produce: () => ['token'] }) }),
  number: () => Token.asNumber(Lazy.any({ produce: () => 5 })),
  nestedNumber: () => Lazy.number({ produce: () => Token.asNumber(Lazy.any({ produce: () => 5 })) }),
};

/** A value of a prop as it is, or as a token that only the finished template has the value of. */
const orLate = (literal: Arbitrary<Expression>) =>
  fc.oneof({ weight: 8, arbitrary: literal }, { weight: 1, arbitrary: literal.map((late): Expression => ({ late })) });

/** Tokens that stand for a name. */
const NAMES = ['reference', 'account', 'nestedReference'];

const token = (...kinds: (keyof typeof TOKENS)[]) => fc.constantFrom(...kinds).map((kind): Expression => ({ token: kind }));

/** A token, with and without a text before it. */
const textToken = fc.tuple(fc.constantFrom('text', 'nested', 'reference', 'account', 'left', 'nestedReference'), fc.constantFrom('', 'before-', '/'))
  .map(([kind, behind]) => ({ token: kind, behind }) as Expression);

/** Whether a linter can accept all tokens of the value: those that stand for a name, and not for a path or for the end of a text. */
export function canBeLinted(expression: Expression): boolean {
  const tokens = JSON.stringify(expression).matchAll(/("path",)?\{"token":"(\w+)"(,"behind":"[^"])?/g);
  return [...tokens].every(([, path, kind, behind]) => NAMES.includes(kind) && !path && !behind);
}

/** The props and methods in a value, one of which every error message names. */
export function namesIn(expression: Expression): string[] {
  if ('list' in expression) {
    return expression.list.flatMap(namesIn);
  }
  if ('map' in expression) {
    return expression.map.flatMap(([prop, value]) => [prop, ...namesIn(value)]);
  }
  if ('call' in expression) {
    // An error message names only the method of a filter, because no other class has a method with that name.
    return [expression.call.replace(/^AssumptionFilter\./, ''), ...expression.args.flatMap(namesIn)];
  }
  if ('late' in expression) {
    return namesIn(expression.late);
  }
  return 'on' in expression ? [...namesIn(expression.on), expression.method, ...expression.args.flatMap(namesIn)] : [];
}

/** How deep values are nested. */
const DEPTH = 3;

/** Random values of a type, in the notation of PROP_TYPES. */
export function fuzzValue(type: string, depth = DEPTH): Arbitrary<Expression> {
  if (type.endsWith('?')) {
    return fuzzValue(type.slice(0, -1), depth);
  }
  if (type === 'string[]') {
    return fc.oneof({ weight: 9, arbitrary: orLate(fc.array(fuzzValue('string', depth - 1), { maxLength: 4 }).map((list): Expression => ({ list }))) },
      { weight: 1, arbitrary: token('list', 'nestedList') });
  }
  if (type.endsWith('[]')) {
    return fc.array(fuzzValue(type.slice(0, -2), depth - 1), { maxLength: 4 }).map((list) => ({ list }));
  }
  if (type.startsWith('{')) {
    return fc.array(fc.tuple(text, fuzzValue(type.slice(1, -1), depth - 1)), { maxLength: 3 }).map((map) => ({ map }));
  }
  if (type in PROP_TYPES) {
    return fuzzProps(type, depth);
  }
  switch (type) {
    case 'string': return fc.oneof({ weight: 9, arbitrary: orLate(text.map((value) => ({ value }))) }, { weight: 1, arbitrary: textToken });
    case 'number': return fc.oneof({ weight: 9, arbitrary: orLate(count.map((value) => ({ value }))) }, { weight: 1, arbitrary: token('number', 'nestedNumber') });
    case 'boolean': return fc.boolean().map((value) => ({ value }));
    default: return type in FOREIGN ? FOREIGN[type] : ofClass(type, depth);
  }
}

/** Random props of an interface; at the top level only optional ones, because valid required props exist already. */
export function fuzzProps(struct: string, depth = DEPTH): Arbitrary<Expression> {
  const types = propTypesOf(struct);
  const [optional, required] = [types.filter(([, type]) => type.endsWith('?')), types.filter(([, type]) => !type.endsWith('?'))];
  const few = fc.subarray(optional, { maxLength: Math.min(3, optional.length) });
  const named = ([prop, type]: [string, string]) => fuzzValue(type, depth - 1).map((value): [string, Expression] => [prop, value]);
  return few.chain((chosen) => fc.tuple(...[...required.filter(() => depth < DEPTH), ...chosen].map(named))).map((map) => ({ map }));
}

/** Random instances of a class: from a static method, and in some cases changed by an instance method. */
function ofClass(name: string, depth: number): Arbitrary<Expression> {
  const methods = Object.entries(PARAMETER_TYPES[name] ?? {});
  const makers = methods.filter(([method]) => Object.hasOwn((library as any)[name], method));
  if (makers.length === 0) {
    throw new Error(`nothing makes a ${name}`);
  }
  const shallow = makers.filter(([, parameters]) => !Object.values(parameters).some((type) => type.replace(/\W/g, '') in PARAMETER_TYPES));
  const made = fc.constantFrom(...(depth > 0 || shallow.length === 0 ? makers : shallow))
    .chain(([method, parameters]) => fuzzArguments(parameters, depth - 1).map((args): Expression => ({ call: `${name}.${method}`, args })));
  const changers = methods.filter((method) => !makers.includes(method));
  return depth <= 0 || changers.length === 0 ? made : fc.oneof({ weight: 4, arbitrary: made }, {
    weight: 1,
    arbitrary: fc.tuple(made, fc.constantFrom(...changers)).chain(([on, [method, parameters]]) =>
      fuzzArguments(parameters, depth - 1).map((args): Expression => ({ on, method, args }))),
  });
}

function fuzzArguments(parameters: Record<string, string>, depth = DEPTH): Arbitrary<Expression[]> {
  return fc.tuple(...Object.values(parameters).map((type): Arbitrary<Expression[]> => {
    const [, variadic, of, optional] = /^(\.\.\.)?(.*?)(\?)?$/.exec(type)!;
    const one = fuzzValue(of, depth);
    return variadic ? fc.array(one, { maxLength: 3 }) : optional ? fc.option(one).map((arg) => arg ? [arg] : []) : one.map((arg) => [arg]);
  })).map((args) => args.flat());
}

/** Actions that the CDK accepts. */
const action = fc.oneof(
  fc.constantFrom('*', 's3:*', 's3:GetObject', 'iam:List*', 'iam:PassRole', 'x:y', `s3:${'*'.repeat(50)}zz`, `s3:Get${'x'.repeat(100_000)}`),
  fc.stringMatching(/^[a-z0-9-]{1,9}:[A-Za-z*]{1,9}$/),
);

/** Values of the CDK's types. */
const called = (name: string, ...args: Arbitrary<Expression>[]) => fc.tuple(...args).map((made): Expression => ({ call: name, args: made }));
const name = orLate(fc.constantFrom('userA', 'ops', 'a'.repeat(64)).map((value): Expression => ({ value })));
const whole = orLate(fc.integer({ min: 0, max: 100_000 }).map((value): Expression => ({ value })));
const unit = fc.constantFrom('millis', 'seconds', 'minutes', 'hours', 'days');
const FOREIGN: Record<string, Arbitrary<Expression>> = {
  Duration: unit.chain((of) => called(`Duration.${of}`, fc.oneof({ weight: 9, arbitrary: whole }, { weight: 1, arbitrary: token('number', 'nestedNumber') }))),
  Expiration: called('Expiration', fc.oneof(fc.double().map((value) => ({ value })), fc.integer({ min: 0, max: 4e12 }).map((value) => ({ value })))),
  IConstruct: called('IConstruct', fc.constantFrom(A, B, C, 'none', 'app').map((value) => ({ value }))),
  IUser: called('IUser', name),
  IRole: called('IRole', name),
  IManagedPolicy: called('IManagedPolicy', name, fc.oneof(token('account'), fc.constantFrom(A, B).map((value) => ({ value })))),
  ILogGroup: called('ILogGroup', name),
  PolicyStatement: called('PolicyStatement', orLate(action.map((value) => ({ value }))), orLate(text.map((value) => ({ value })))),
  RemovalPolicy: fc.constantFrom('destroy', 'retain', 'snapshot').map((value) => ({ value })),
  CrossAccountReadOnlyAccess: called('Access', fc.constant({ value: 'Other' })),
};

/** An id that is the same in each app that is made of the same props. */
const nextId = ({ node }: IConstruct, prefix: string) => `${prefix}${node.children.length}`;

const MAKE: Record<string, (accounts: TwoAccounts, ...args: any[]) => unknown> = {
  Expiration: (_, time) => Expiration.atDate(new Date(time)),
  IConstruct: ({ app, a, b }, account) => account === 'app' ? app : account === A ? a : account === B ? b
    : new Stack(app, nextId(app, 'Stack'), account === 'none' ? {} : { env: { account, region: 'eu-west-1' } }),
  IUser: ({ a }, userName) => User.fromUserName(a, nextId(a, 'User'), userName),
  IRole: ({ b }, roleName) => Role.fromRoleName(b, nextId(b, 'Role'), roleName),
  IManagedPolicy: ({ b }, policyName, account) => ManagedPolicy.fromManagedPolicyArn(b, nextId(b, 'Policy'), `arn:aws:iam::${account}:policy/${policyName}`),
  ILogGroup: ({ b }, logGroupName) => LogGroup.fromLogGroupName(b, nextId(b, 'Group'), logGroupName),
  PolicyStatement: (_, allowed, resource) => new PolicyStatement({ actions: [allowed], resources: [resource] }),
  Access: ({ a }) => new library.CrossAccountReadOnlyAccess(a, nextId(a, 'Access'), { trusting: [library.TrustingTarget.account(C)] }),
  ...Object.fromEntries(['millis', 'seconds', 'minutes', 'hours', 'days'].map((of) => [`Duration.${of}`, (_: TwoAccounts, amount: number) => (Duration as any)[of](amount)])),
};

/** A token of the same type that the finished template has the value of. */
function lateValue(value: any): unknown {
  return Array.isArray(value) ? Lazy.list({ produce: () => value }, { omitEmpty: false })
    : typeof value === 'number' ? Lazy.number({ produce: () => value })
      : Lazy.string({ produce: () => value });
}

/** The same value with literals instead of tokens that have a value in the finished template. */
export function withoutLate(expression: Expression): Expression {
  if ('late' in expression) {
    return withoutLate(expression.late);
  }
  if ('list' in expression) {
    return { list: expression.list.map(withoutLate) };
  }
  if ('map' in expression) {
    return { map: expression.map.map(([key, entry]) => [key, withoutLate(entry)]) };
  }
  if ('call' in expression) {
    return { ...expression, args: expression.args.map(withoutLate) };
  }
  return 'on' in expression ? { ...expression, on: withoutLate(expression.on), args: expression.args.map(withoutLate) } : expression;
}

/** Evaluates the value in an app. */
export function evaluate(expression: Expression, accounts: TwoAccounts): any {
  if ('list' in expression) {
    return expression.list.map((entry) => evaluate(entry, accounts));
  }
  if ('map' in expression) {
    return Object.fromEntries(expression.map.map(([key, entry]) => [key, evaluate(entry, accounts)]));
  }
  if ('token' in expression) {
    const { token: kind, behind } = expression;
    return behind ? `${behind}${TOKENS[kind]()}` : TOKENS[kind]();
  }
  if ('late' in expression) {
    return lateValue(evaluate(expression.late, accounts));
  }
  if ('call' in expression) {
    const args = expression.args.map((arg) => evaluate(arg, accounts));
    const [of, method] = expression.call.split('.');
    return expression.call in MAKE ? MAKE[expression.call](accounts, ...args) : (library as any)[of][method](...args);
  }
  if ('on' in expression) {
    return evaluate(expression.on, accounts)[expression.method](...expression.args.map((arg) => evaluate(arg, accounts)));
  }
  return expression.value;
}
