import { readFileSync } from 'fs';
import { join } from 'path';
import { Docs, isClassType, isEnumType } from '@jsii/spec';
import { compiled } from '../../../tools/packaging/assembly';
import { declaredTypes } from '../../../tools/packaging/declared-types';
import { beginsWell, hasLimits, isOneSentence, saysMoreThanTheName, saysWhatHappens } from '../../support/docstrings';
import { documentedBy, Documented, isConstruct, isEnumLike, isStruct, namesIn, textOf, typesOf } from '../../support/jsii-assembly';
import { keywordIn, LANGUAGES } from '../../support/language-keywords';
import { page, rows, ROOT } from '../../support/pages';

const { assembly, warnings } = compiled();
/** The reserved words of other languages that jsii warns about. */
const reservedWords = [...warnings.matchAll(/"(\w+)" is a reserved word in /g)].map(([, word]) => word).sort();
const TYPES = typesOf(assembly);
const ALL = documentedBy(assembly);
const [CLASSES, STRUCTS, METHODS, PARAMETERS, PROPS, ATTRIBUTES] = (['class', 'struct', 'method', 'parameter', 'prop', 'attribute'] as const)
  .map((kind) => ALL.filter((one) => one.kind === kind));
const CONSTRUCTS = TYPES.filter(isConstruct);
const ENUM_LIKES = TYPES.filter(isEnumLike);
const MEASURED = [...PROPS, ...PARAMETERS].filter(({ type }) => namesIn(type!).some((name) => ['number', 'aws-cdk-lib.Duration'].includes(name)));

/** Options that are only parts of props. */
const BASES = ['AssumingGroupOptions', 'TrustConditionOptions', 'TrustingRoleOptions'];

const namesOf = (found: { readonly name: string }[]) => found.map(({ name }) => name);

function docsOf(name: string): Docs {
  const found = ALL.find((one) => one.name === name);
  expect([name, found?.name]).toEqual([name, name]);
  return found!.docs;
}

test('the types that are checked at run time are the declared types', () => {
  expect(readFileSync(join(ROOT, 'src/core/runtime-types/declared-types.generated.ts'), 'utf8')).toBe(declaredTypes(assembly));
});

test('the assembly is not empty', () => {
  const counts = { CLASSES, STRUCTS, METHODS, PARAMETERS, PROPS, ATTRIBUTES, CONSTRUCTS, ENUM_LIKES, MEASURED };
  Object.entries(counts).forEach(([what, list]) => expect([what, list.length > 4]).toEqual([what, true]));
});

describe('every class, struct, method, parameter, prop and attribute', () => {
  test.each([
    ['begins with one sentence', isOneSentence],
    ['begins with a capital letter or a name', beginsWell],
    ['says more than its name', saysMoreThanTheName],
  ])('%s', (_, keeps) => {
    expect(namesOf(ALL.filter((one) => !keeps(one)))).toEqual([]);
  });

  test('is in API.md with its current docstring; run `npx projen compile && npx projen docgen` after a change', () => {
    const inOneLine = (text: string) => text.replace(/\s+/g, ' ');
    const api = inOneLine(page('API.md'));
    const isThere = ({ docs }: Documented) => [docs.summary, docs.remarks, docs.default?.replace(/^- /, ''), docs.example, docs.see]
      .every((text) => text === undefined || api.includes(inOneLine(text)));
    expect(namesOf(ALL.filter((one) => !isThere(one)))).toEqual([]);
  });
});

describe('a default', () => {
  test('says what happens, for every optional prop', () => {
    expect(namesOf(PROPS.filter((prop) => prop.optional && !saysWhatHappens(prop, namesOf(METHODS))))).toEqual([]);
  });

  test('is documented for nothing else', () => {
    expect(namesOf(ALL.filter(({ kind, optional, docs }) => docs.default !== undefined && !(kind === 'prop' && optional)))).toEqual([]);
  });
});

describe('units and limits', () => {
  test('every duration and every number has them', () => {
    expect(namesOf(MEASURED.filter((one) => !hasLimits(one)))).toEqual([]);
  });

  test.each([
    ['TrustingRoleProps.assumingAccount', '12 digits'],
    ['TrustingRoleOptions.roleName', '64 letters, digits and `_+=,.@-`'],
    ['TrustingRoleOptions.path', '512 characters'],
    ['TrustingRoleOptions.path', '64 characters'],
    ['TrustingRoleOptions.description', '1,000'],
    ['TrustingRoleOptions.maxSessionDuration', '1 to 12 hours'],
    ['TrustingRoleOptions.trustPolicyQuota', '2,048'],
    ['AssumingGroupProps.roleName', '64 letters, digits and `_+=,.@-`'],
    ['AssumingGroupProps.path', '512 characters'],
    ['AssumingGroupProps.sessionTags', '50'],
    ['AssumingGroupOptions.groupName', '128 letters, digits and `_+=,.@-`'],
    ['TrustConditionOptions.externalId', '2 to 1,224 letters, digits and `_+=,.@:/-`'],
    ['TrustConditionOptions.sessionTags', '50'],
    ['TrustConditionOptions.principalTags', '50'],
    ['TrustConditionOptions.principalTags', '128 characters'],
    ['TrustConditionOptions.principalTags', '256 characters'],
    ['RequiredMfaOptions.maxAge', '1 second to 36 hours'],
    ['SessionTag.optional(key)', '1 to 128 letters, digits, spaces and `_.:/=+-@`'],
    ['SessionTag.required(key)', '1 to 128 letters, digits, spaces and `_.:/=+-@`'],
    ['SessionTag.required(values)', '256 characters'],
    ['PrincipalScope.users(userNames)', '64 characters'],
    ['PrincipalScope.roles(roleNames)', '64 characters'],
    ['PrincipalScope.permissionSets(permissionSetNames)', '32 characters'],
    ['PrincipalScope.inAccount(accountId)', '12 digits'],
    ['UserNameAsSourceIdentityOptions.acceptedFromRoles', '64 letters, digits and `_+=,.@-`'],
    ['SwitchRoleOptions.displayName', '64 characters'],
    ['AccessGuideProps.title', '100 characters'],
    ['AccountOptions.name', '200 characters'],
    ['StackSetToAccountsOptions.executionRoleName', '64 letters, digits and `_+=,.@-`'],
    ['CliProfileOptions.roleSessionName', '2 to 64 letters, digits and `_+=,.@-`'],
    ['CliProfileOptions.duration', '15 minutes to 12 hours'],
    ['StackSetOptions.stackSetName', '128 letters, digits and hyphens'],
    ['AccountLimit.percentage(percent)', 'to 100'],
    ['TrustingTarget.account(accountId)', '12 digits'],
    ['TrustingTarget.stackSetToAccounts(accountIds)', '12 digits'],
    ['AccountFilter.only(accountIds)', '12 digits'],
    ['AccountFilter.allExcept(accountIds)', '12 digits'],
  ])('%s says "%s", as the library checks', (name, limit) => {
    expect(textOf(docsOf(name))).toContain(limit);
  });
});

// API.md omits tags that jsii does not know, so that the text must name errors too.
describe('errors', () => {
  test('every construct, and every method that takes input, documents its errors', () => {
    // The CDK validates the options of a metric.
    const methods = CONSTRUCTS.flatMap(({ name, methods: own = [] }) => own.filter((method) => !method.name.startsWith('metric')).map((method) => `${name}.${method.name}`));
    const all = [...namesOf(CONSTRUCTS), ...methods].map((name) => ({ name, docs: docsOf(name) }));
    const says = (docs: Docs) => docs.custom?.throws?.startsWith('ValidationError') && /\b(is an error|are errors)\b/.test(textOf(docs));
    expect(namesOf(all.filter(({ docs }) => !says(docs)))).toEqual([]);
  });

  test('every enum-like class says where invalid input is reported', () => {
    expect(namesOf(ENUM_LIKES.filter(({ docs = {} }) => !/\bis an error of the construct that (uses it|receives (it|the \w+))\b/.test(textOf(docs))))).toEqual([]);
  });
});

test('every class has an example', () => {
  expect(namesOf(CLASSES.filter(({ docs }) => !docs.example))).toEqual([]);
});

describe('what to use when', () => {
  test('begins the text of every class', () => {
    expect(namesOf(CLASSES.filter(({ docs }) => !/^Use it (if|to|for) /.test(docs.remarks ?? '')))).toEqual([]);
  });

  test('begins the text of every enum, and of the options of a factory or method', () => {
    const [enums, options] = [Object.values(assembly.types!).filter(isEnumType), TYPES.filter((type) => isStruct(type) && /Options$/.test(type.name) && !BASES.includes(type.name))];
    expect(Math.min(enums.length, options.length)).toBeGreaterThan(4);
    expect(namesOf([...enums, ...options].filter(({ docs }) => !/^Use (it|them) (if|to|for|with) /.test(docs?.remarks ?? '')))).toEqual([]);
  });

  test('begins API.md, with every class', () => {
    const [, section] = page('API.md').split(/^## /m);
    expect(section).toMatch(/^What to use when /);
    expect(rows(section).map(([type]) => />(\w+)<\/a>/.exec(type)![1]).sort()).toEqual(namesOf(CLASSES).sort());
  });
});

describe('API.md describes what the library adds, and names what the CDK adds', () => {
  const sectionOf = (name: string) => new RegExp(`^### ${name} [^]*?(?=^##?#? )`, 'm').exec(page('API.md'))![0];
  const members = (name: string) => [...sectionOf(name).matchAll(/^##### `(\w+)`/gm)].map(([, member]) => member);

  test.each([
    ['TrustingRole', 'aws-cdk-lib.aws_iam.Role', ['addPrincipals', 'onAssumed', 'switchRoleUrl'], ['addToPolicy', 'fromRoleArn', 'node', 'roleArn']],
    ['AssumingGroup', 'aws-cdk-lib.aws_iam.Group', ['addUser', 'roleArns'], ['addToPolicy', 'fromGroupArn', 'node', 'groupArn']],
    ['CrossAccountReadOnlyAccess', 'constructs.Construct', ['grantAssumeRole', 'switchRoleUrls'], ['node', 'toString']],
  ])('%s', (name, base, added, inherited) => {
    expect(members(name)).toEqual(expect.arrayContaining(added));
    expect(members(name).filter((member) => inherited.includes(member))).toEqual([]);
    const [, listed] = new RegExp(`^Inherited from \\[\`${base}\`\\]\\(https://docs\\.aws\\.amazon\\.com/cdk/api/v2/docs/${base}\\.html\\): (.*)\\.$`, 'm').exec(sectionOf(name))!;
    expect(listed.split(', ')).toEqual(expect.arrayContaining(inherited.map((member) => `\`${member}\``)));
  });
});

/** Elements that no AWS page documents, and why. */
const OURS: Record<string, string> = {
  'AccessGuide': 'writes files at synth, and makes no resource',
  'AccessGuideProps.accesses': 'a choice of constructs of this app',
  'AccessGuideProps.outputDirectory': 'a folder of the app',
  'AccessGuideProps.title': 'the heading of the guide',
  'CrossAccountReadOnlyAccessProps.title': 'a heading of the guide',
  'AccountOptions.name': 'a name for users, which AWS never sees',
  'AccountOptions.stage': 'a purpose for users, which AWS never sees',
  'StackSetOptions.accountOptions': 'options for users, which AWS never sees',
  'CliProfileOptions.profileName': 'the form that all tools accept',
  'ScannerOptions.version': 'the month of a recipe of this library',
  'ScannerOptions.allowedWriteActions': 'what the scanner\'s documentation requires',
};

test('every class and every prop links to the AWS page that it is based on', () => {
  const without = [...CLASSES, ...PROPS].filter(({ docs }) => !/^https:\/\/docs\.aws\.amazon\.com\/[\w./#-]+$/.test(docs.see ?? ''));
  expect(namesOf(without).sort()).toEqual(Object.keys(OURS).sort());
});

describe('names read well in Python, Java, Go and C#', () => {
  test('none is a word that jsii warns about', () => {
    expect(reservedWords).toEqual([]);
  });

  const NAMES: [name: string, kind: 'type' | 'member' | 'parameter' | 'constant'][] = [
    ...ALL.map(({ name, kind }): typeof NAMES[number] =>
      [/(\w+)\)?$/.exec(name)![1], kind === 'parameter' ? kind : kind === 'class' || kind === 'struct' ? 'type' : 'member']),
    ...Object.values(assembly.types!).filter(isEnumType).flatMap(({ name, members }): typeof NAMES =>
      [[name, 'type'], ...members.map((member): typeof NAMES[number] => [member.name, 'constant'])]),
  ];

  test.each(Object.entries(LANGUAGES))('none is a keyword in %s', (_, language) => {
    expect(NAMES.flatMap(([name, kind]) => keywordIn(language, name, kind) ?? [])).toEqual([]);
  });

  test.each<[string, string, 'member' | 'parameter']>([
    ['Python', 'from', 'member'], ['Python', 'and', 'parameter'], ['Java', 'default', 'member'], ['C#', 'event', 'parameter'], ['Go', 'range', 'parameter'],
  ])('in %s, %s would be reported as a %s', (language, name, kind) => {
    expect(keywordIn(LANGUAGES[language], name, kind)).toBe(name);
  });

  test('users can create every type of a prop or parameter: by its constructor, by a static method, or as a struct', () => {
    const ours = new Map(TYPES.map((type) => [type.fqn, type]));
    const canBeMade = (fqn: string) => {
      const type = ours.get(fqn);
      return !type || isStruct(type) || isClassType(type) && (type.initializer !== undefined
        || (type.methods ?? []).some((method) => method.static && namesIn(method.returns!.type).includes(fqn)));
    };
    const asked = [...PROPS, ...PARAMETERS];
    expect(asked.filter(({ type }) => namesIn(type!).some((name) => ours.has(name))).length).toBeGreaterThan(20);
    expect(namesOf(asked.filter(({ type }) => !namesIn(type!).every(canBeMade)))).toEqual([]);
  });
});

describe('a docstring that says too little is reported', () => {
  const prop = (docs: Docs, primitive = 'string') => ({ name: 'TrustingRoleProps.roleName', kind: 'prop', docs, type: { primitive } }) as Documented;
  const saysIt = (text: string, primitive?: string) => saysWhatHappens(prop({ default: text }, primitive), ['ReadOnlyPermissions.none']);

  test.each<[string, boolean]>([
    ['no sentence', isOneSentence(prop({}))],
    ['one without an end', isOneSentence(prop({ summary: 'What people call the role' }))],
    ['one that jsii ends at a semicolon', isOneSentence(prop({ summary: 'What people call the role;' }))],
    ['two sentences', isOneSentence(prop({ summary: 'What people call the role. It must be free.' }))],
    ['the beginning in small letters', beginsWell(prop({ summary: 'what people call the role.' }))],
    ['the name again', saysMoreThanTheName(prop({ summary: 'The name of the trusting role.' }))],
    ['no default', saysIt('')],
    ['a hyphen for a default', saysIt('- ')],
    ['one word for a default', saysIt('- none')],
    ['undefined', saysIt('undefined')],
    ['a value that needs words', saysIt('false', 'boolean')],
    ['a number of something', saysIt('5')],
    ['a method that is not there', saysIt('ReadOnlyPermissions.nothing()')],
    ['a number without a unit', hasLimits(prop({ summary: 'How long the policy may be, at most 2,048.' }, 'number'))],
    ['a unit without a limit', hasLimits(prop({ summary: 'How long the policy may be, in characters.' }, 'number'))],
  ])('%s', (_, passes) => {
    expect(passes).toBe(false);
  });

  test.each<[string, boolean]>([
    ['a sentence', isOneSentence(prop({ summary: 'What people call the role: at most 64 letters, digits and `_+=,.@-`.' }))],
    ['a capital', beginsWell(prop({ summary: 'What people call the role.' }))],
    ['more than the name', saysMoreThanTheName(prop({ summary: 'The name by which people know the role.' }))],
    ['words', saysIt('- CloudFormation makes one up')],
    ['a text', saysIt('\'SecurityReadOnlyRole\'')],
    ['a number', saysIt('2048', 'number')],
    ['an enum member', saysIt('RemovalPolicy.DESTROY')],
    ['a duration', saysIt('Duration.hours(1)')],
    ['a method that is there', saysIt('ReadOnlyPermissions.none()')],
    ['a unit and its limit', hasLimits(prop({ summary: 'How long the policy may be, at most 2,048 characters.' }, 'number'))],
  ])('beside one that does not: %s', (_, passes) => {
    expect(passes).toBe(true);
  });
});
