import { Formula, and, between, equal, implies, not, or } from './formula';
import { Address, Arn, Key, Keys, unknownKey, Value, Words } from './keys';
import {
  anyCharacter, anyOf, anything, ignoringCase, isIn, Language, limitedTo, literally, oneOf, oneOrMore, optional, repeated, sequence, times,
} from './languages';
import { Principal } from './policy';
import { Text } from './text';
import { SameOrOther, Variables } from './variables';

/** The tag keys that a policy or a promise names; others make no difference. */
export interface TagKeys {
  readonly passed: string[];
  readonly own: string[];
}

const NAME = '-a-zA-Z0-9_+=,.@';
export const NOT_SLASH = '!-.0-~';
const nameLanguage = oneOrMore(oneOf(NAME));
const segment = sequence(oneOrMore(oneOf(NOT_SLASH)), '/');
const alphanumeric = oneOf('a-z0-9');
const RESERVED = 'aws-reserved';

/** The resource of `aws:PrincipalArn`: only AWS makes roles below the reserved path. */
const CALLER = anyOf(
  sequence(anyOf('user/', 'role/'), optional(sequence(otherThan(RESERVED), '/', repeated(segment))), nameLanguage),
  sequence(`role/${RESERVED}/sso.amazonaws.com/`, optional(sequence(oneOrMore(oneOf('a-z0-9-')), '/')), nameLanguage),
);
const ACCOUNT = times(oneOf('0-9'), 12);
const SERVICE = sequence(oneOrMore(oneOf('-.a-z0-9')), '.amazonaws.com');
const component = repeated(oneOf('a-zA-Z0-9-'));
const SOURCE = sequence('arn:', component, ':', component, ':', component, ':', ACCOUNT, ':', oneOrMore(oneOf('!-~')));
export const ORGANIZATION = sequence('o-', times(alphanumeric, 10), repeated(alphanumeric), '/r-', oneOrMore(alphanumeric), '/',
  repeated(sequence('ou-', oneOrMore(alphanumeric), '-', oneOrMore(alphanumeric), '/')));
const EXTERNAL_ID = sequence(oneOf(`${NAME}:/`), oneOrMore(oneOf(`${NAME}:/`)));
const LONG_NAME = sequence(oneOf(NAME), nameLanguage);

/** Any request to assume a role, as free variables. `AXIOMS` describes them, and what is known of them. */
export class AssumeRoleRequest extends Variables {
  public readonly isService = this.boolean('isService');
  public readonly service = this.text('service', SERVICE);
  public readonly hasSource = this.boolean('hasSource');
  public readonly source = this.text('source', SOURCE);
  public readonly account = this.text('account', ACCOUNT);
  public readonly caller = this.text('caller', CALLER);
  public readonly isUser = and(not(this.isService), this.caller.in(sequence('user/', anything)));
  public readonly isRole = and(not(this.isService), this.caller.in(sequence('role/', anything)));
  /** The last part of the caller's path and name. */
  public readonly name: Words = { in: (language) => this.caller.in(sequence(anything, '/', limitedTo(NOT_SLASH, language))) };
  public readonly inOrganization = this.boolean('inOrganization');
  public readonly organizationPath = this.text('organizationPath', ORGANIZATION);
  public readonly mfaKeyPresent = this.boolean('mfaKeyPresent');
  public readonly hasMfa = this.boolean('hasMfa');
  public readonly mfaAge = this.number('mfaAge');
  /** 0 through a VPC endpoint. */
  public readonly addressFamily = this.number('addressFamily');
  public readonly address = this.number('address');
  /** Seconds since 1970. */
  public readonly time = this.number('time');
  public readonly hasExternalId = this.boolean('hasExternalId');
  public readonly externalId = this.text('externalId', EXTERNAL_ID);
  public readonly sessionName = this.nameOrOther('sessionName');
  public readonly setsSourceIdentity = this.boolean('setsSourceIdentity');
  public readonly keepsSourceIdentity = this.boolean('keepsSourceIdentity');
  public readonly sourceIdentity = this.nameOrOther('sourceIdentity');
  public readonly passedTags: { readonly present: Formula; readonly key: Text; readonly value: Text }[];
  public readonly ownTags: Map<string, { readonly variable: Formula; readonly present: Formula; readonly value: Text }>;
  public readonly ownPoliciesAllow = this.boolean('ownPoliciesAllow');

  constructor(tagKeys: TagKeys, public readonly partition = 'aws') {
    super();
    this.axioms.push(
      implies(this.hasMfa, and(this.mfaKeyPresent, this.isUser)),
      between(0, this.mfaAge, 129_600),
      or(
        equal(this.addressFamily, 0),
        and(equal(this.addressFamily, 4), between(0, this.address, 2n ** 32n - 1n)),
        and(equal(this.addressFamily, 6), between(2n ** 125n, this.address, 2n ** 126n - 1n)),
      ),
      between(Date.parse('2000-01-01') / 1000, this.time, Date.parse('2100-01-01') / 1000),
      implies(this.keepsSourceIdentity, this.isRole),
    );
    const passed = distinct(tagKeys.passed);
    // One more than are named is enough: of all other tags, one decides whatever several would.
    this.passedTags = Array.from({ length: passed.length + 1 }, (_, i) => ({
      present: this.boolean(`tag${i}`),
      key: this.text(`tag${i}Key`, oneOrMore(anyCharacter)),
      value: this.text(`tag${i}Value`, repeated(anyCharacter)),
    }));
    this.passedTags.forEach((tag, i) => this.passedTags.slice(0, i).forEach((other) => passed.forEach((key) =>
      this.axioms.push(not(and(tag.present, other.present, tag.key.in(ignoringCase(key)), other.key.in(ignoringCase(key))))))));
    this.ownTags = new Map(distinct(tagKeys.own).map((key, i) => {
      const variable = this.boolean(`ownTag${i}`);
      return [key, { variable, present: and(not(this.isService), variable), value: this.text(`ownTag${i}Value`, repeated(anyCharacter)) }];
    }));
  }

  public get principal(): Principal {
    return {
      isService: this.isService,
      isServiceNamed: (name) => this.service.is(name),
      arn: this.arn,
      isInAccount: (id) => and(not(this.isService), this.account.is(id)),
    };
  }

  /** Whether the call takes an action, which must then be allowed. */
  public takes(action: string): Formula {
    switch (action) {
      case 'sts:AssumeRole': return 'true';
      case 'sts:TagSession': return or(...this.passedTags.map(({ present }) => present));
      case 'sts:SetSourceIdentity': return or(this.setsSourceIdentity, this.keepsSourceIdentity);
      case 'sts:SetContext': return this.isService;
      default: throw new Error(`to assume a role does not take ${action}`);
    }
  }

  /** The condition keys of an action: of the call's parameters those that AWS documents for it, and all others. */
  public keysFor(documented: ReadonlySet<string>): Keys {
    return (name) => {
      const [generic] = name.toLowerCase().split('/');
      const key = this.key(name);
      return PARAMETERS.has(generic) && !documented.has(generic) ? { ...key, values: [] } : key;
    };
  }

  public ownTagsOf(isTrue: (variable: Formula) => boolean): { key: string; value: Text }[] {
    return [...this.ownTags].filter(([, { variable }]) => isTrue(variable)).map(([key, { value }]) => ({ key, value }));
  }

  /** A string that is the caller's own name, or another one. */
  private nameOrOther(variable: string): SameOrOther {
    return this.sameOrOther(variable, LONG_NAME, this.name, not(this.isService));
  }

  private get arn(): Arn {
    return { partition: this.partition, service: 'iam', region: '', account: this.account, resource: this.caller };
  }

  private key(name: string): Key {
    const [generic, tagKey = ''] = name.toLowerCase().split(/\/(.*)/s);
    const isIdentity = not(this.isService);
    switch (generic) {
      case 'aws:principalarn': return { type: 'arn', values: [{ present: isIdentity, value: this.arn }] };
      case 'aws:principalaccount': return strings(this.account, isIdentity);
      case 'aws:principaltype': return strings(this.principalType, isIdentity);
      case 'aws:username': return strings(this.name, this.isUser);
      case 'aws:principalorgid': return strings(this.organizationId, and(isIdentity, this.inOrganization));
      case 'aws:principalorgpaths': return { ...strings(this.organizationPath, and(isIdentity, this.inOrganization)), isMultivalued: true };
      case 'aws:principalisawsservice': return { type: 'boolean', values: [{ present: 'true', value: this.isService }] };
      case 'aws:principalservicename': return strings(this.service, this.isService);
      case 'aws:sourcearn': return strings(this.source, and(this.isService, this.hasSource));
      case 'aws:sourceaccount': return strings(this.sourceAccount, and(this.isService, this.hasSource));
      case 'aws:multifactorauthpresent': return { type: 'boolean', values: [{ present: this.mfaKeyPresent, value: this.hasMfa }] };
      case 'aws:multifactorauthage': return { type: 'number', values: [{ present: this.hasMfa, value: this.mfaAge }] };
      case 'aws:sourceip': return { type: 'address', values: [this.sourceIp] };
      case 'aws:currenttime': return { type: 'date', values: [{ present: 'true', value: this.time }] };
      case 'aws:epochtime': return { type: 'number', values: [{ present: 'true', value: this.time }] };
      case 'sts:externalid': return strings(this.externalId, this.hasExternalId);
      case 'sts:rolesessionname': return strings(this.sessionName, 'true');
      case 'sts:sourceidentity': return strings(this.sourceIdentity, or(this.setsSourceIdentity, this.keepsSourceIdentity));
      case 'aws:sourceidentity': return strings(this.sourceIdentity, this.keepsSourceIdentity);
      case 'aws:tagkeys': return { type: 'string', isMultivalued: true, values: this.passedTags.map(({ present, key }) => ({ present, value: key })) };
      case 'aws:requesttag': return {
        type: 'string',
        values: this.passedTags.map(({ present, key, value }) => ({ present: and(present, key.in(ignoringCase(tagKey))), value })),
      };
      case 'aws:principaltag': {
        const { present, value } = this.ownTags.get(tagKey) ?? unknownKey(name);
        return strings(value, present);
      }
      default: return unknownKey(name);
    }
  }

  private get principalType(): Words {
    const [user, role] = ['User', 'AssumedRole'].map(constantWords);
    return { in: (language) => or(and(this.isUser, user.in(language)), and(this.isRole, role.in(language))) };
  }

  private get organizationId(): Words {
    return { in: (language) => this.organizationPath.in(sequence(limitedTo(NOT_SLASH, language), '/', anything)) };
  }

  private get sourceAccount(): Words {
    const digits = (language: Language) => sequence('arn:', component, ':', component, ':', component, ':', limitedTo('0-9', language), ':', anything);
    return { in: (language) => this.source.in(digits(language)) };
  }

  private get sourceIp(): Value<Address> {
    return { present: not(equal(this.addressFamily, 0)), value: { family: this.addressFamily, number: this.address } };
  }
}

/** The condition keys for the parameters of the call. */
const PARAMETERS = new Set(['sts:externalid', 'sts:rolesessionname', 'sts:sourceidentity', 'aws:tagkeys', 'aws:requesttag']);

export function strings(value: Words, present: Formula): Key {
  return { type: 'string', values: [{ present, value }] };
}

export function constantWords(constant: string): Words {
  return { constant, in: (language) => isIn(language, constant) ? 'true' : 'false' };
}

/** Tag keys, of which case makes no difference. */
function distinct(keys: string[]): string[] {
  return [...new Set(keys.map((key) => key.toLowerCase()))];
}

/** Any first segment of a path but one: it is shorter, longer, or differs at one of the characters. */
function otherThan(text: string): Language {
  const others = (character: string) => limitedTo(NOT_SLASH, { oneOf: `^${character === '-' ? '\\-' : character}` });
  return anyOf(
    ...[...text].flatMap((character, i) => [
      ...i > 0 ? [literally(text.slice(0, i))] : [],
      sequence(text.slice(0, i), others(character), repeated(oneOf(NOT_SLASH))),
    ]),
    sequence(text, oneOrMore(oneOf(NOT_SLASH))),
  );
}
