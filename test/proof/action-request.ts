import { and, between, Formula, implies } from './formula';
import { Arn, Key, Keys, unknownKey, Words } from './keys';
import { anyCharacter, anyOf, anything, Language, limitedTo, oneOf, oneOrMore, repeated, sequence, times } from './languages';
import { constantWords, NOT_SLASH, ORGANIZATION, strings } from './request';
import { Text } from './text';
import { Variables } from './variables';
import { Context } from '../support/policy-engine';

export interface ActionRequestOptions {
  /** What the action's resources can be, such as `role/…`; without it, the action has none. */
  readonly resources?: Language;
  /** The account of the resource; any without it. */
  readonly account?: string;
  /** The caller's name, if it is a user: policies put it into resources, so it is the same in all requests. */
  readonly userName?: string;
  readonly partition?: string;
}

/** The values of a model. */
export interface ModelValues {
  readonly isTrue: (variable: Formula) => boolean;
  readonly numberOf: (variable: Formula) => number;
  readonly examples: Map<Text, string>;
}

/** Any call of an action by a user or by the session of a role, on any resource. */
export class ActionRequest extends Variables {
  private readonly resourceAccount = this.text('resourceAccount', times(oneOf('0-9'), 12));
  private readonly resourceName: Text;
  public readonly resourceInOrganization = this.boolean('resourceInOrganization');
  public readonly resourceOrganizationPath = this.text('resourceOrganizationPath', ORGANIZATION);
  private readonly resourceOrganization = organizationOf(this.resourceOrganizationPath);
  public readonly callerInOrganization = this.boolean('callerInOrganization');
  public readonly callerOrganization = this.sameOrOther('callerOrganization', sequence('o-', times(oneOf('a-z0-9'), 10), repeated(oneOf('a-z0-9'))),
    this.resourceOrganization, this.resourceInOrganization);
  public readonly mfaKeyPresent = this.boolean('mfaKeyPresent');
  public readonly hasMfa = this.boolean('hasMfa');
  public readonly mfaAge = this.number('mfaAge');
  public readonly isViaService = this.boolean('isViaService');
  /** Seconds since 1970. */
  public readonly time = this.number('time');
  public readonly tokenIssueTime = this.number('tokenIssueTime');

  constructor(private readonly options: ActionRequestOptions = {}) {
    super();
    this.resourceName = this.text('resourceName', options.resources ?? anything);
    const anyTime = (variable: Formula) => between(Date.parse('2000-01-01') / 1000, variable, Date.parse('2100-01-01') / 1000);
    this.axioms.push(implies(this.hasMfa, this.mfaKeyPresent), between(0, this.mfaAge, 129_600), anyTime(this.time), anyTime(this.tokenIssueTime));
  }

  /** The resource of the call: in IAM, or none. */
  public get resource(): Arn | '*' {
    const { resources, account = this.resourceAccount, partition = 'aws' } = this.options;
    return resources ? { partition, service: 'iam', region: '', account, resource: this.resourceName } : '*';
  }

  public isOn(language: Language): Formula {
    return this.resourceName.in(language);
  }

  public isOnAccount(id: string): Formula {
    return this.resourceAccount.is(id);
  }

  public get resourceArn(): (isTrue: (variable: Formula) => boolean) => string {
    return (isTrue) => {
      const examples = this.examples(isTrue);
      const { resources, account, partition = 'aws' } = this.options;
      return resources ? `arn:${partition}:iam::${account ?? examples.get(this.resourceAccount)}:${examples.get(this.resourceName)}` : '*';
    };
  }

  /** The condition keys of a model, for the policy engine. */
  public contextOf(isTrue: (variable: Formula) => boolean, numberOf: (variable: Formula) => number): Context {
    const examples = this.examples(isTrue);
    const resourcePath = isTrue(this.resourceInOrganization) ? examples.get(this.resourceOrganizationPath)! : undefined;
    const resourceId = resourcePath?.split('/')[0];
    const { other, isSame } = this.callerOrganization;
    const callerId = isTrue(isSame) ? resourceId : examples.get(other) === resourceId ? `${resourceId}0` : examples.get(other);
    return {
      'aws:ResourceOrgID': resourceId,
      'aws:ResourceOrgPaths': resourcePath && [resourcePath],
      'aws:PrincipalOrgID': isTrue(this.callerInOrganization) ? callerId : undefined,
      'aws:MultiFactorAuthPresent': isTrue(this.mfaKeyPresent) ? String(isTrue(this.hasMfa)) : undefined,
      'aws:MultiFactorAuthAge': isTrue(this.hasMfa) ? String(numberOf(this.mfaAge)) : undefined,
      'aws:ViaAWSService': String(isTrue(this.isViaService)),
      'aws:CurrentTime': iamDate(numberOf(this.time)),
      'aws:TokenIssueTime': this.options.userName ? undefined : iamDate(numberOf(this.tokenIssueTime)),
      'aws:username': this.options.userName,
      ...this.otherContext({ isTrue, numberOf, examples }),
    };
  }

  public readonly keys: Keys = (name): Key => {
    switch (name.toLowerCase()) {
      case 'aws:resourceorgid': return strings(this.resourceOrganization, this.resourceInOrganization);
      case 'aws:resourceorgpaths': return { ...strings(this.resourceOrganizationPath, this.resourceInOrganization), isMultivalued: true };
      case 'aws:principalorgid': return strings(this.callerOrganization, this.callerInOrganization);
      case 'aws:multifactorauthpresent': return { type: 'boolean', values: [{ present: this.mfaKeyPresent, value: this.hasMfa }] };
      case 'aws:multifactorauthage': return { type: 'number', values: [{ present: this.hasMfa, value: this.mfaAge }] };
      case 'aws:viaawsservice': return { type: 'boolean', values: [{ present: 'true', value: this.isViaService }] };
      case 'aws:currenttime': return { type: 'date', values: [{ present: 'true', value: this.time }] };
      case 'aws:tokenissuetime':
        // A user has it with temporary credentials only.
        return this.options.userName ? unknownKey(name) : { type: 'date', values: [{ present: 'true', value: this.tokenIssueTime }] };
      case 'aws:username': {
        const { userName } = this.options;
        return userName ? strings(constantWords(userName), 'true') : { type: 'string', values: [] };
      }
      default: return this.otherKey(name);
    }
  };

  /** A key that subclasses know. */
  protected otherKey(name: string): Key {
    return unknownKey(name);
  }

  /** The values of these keys in a model. */
  protected otherContext(_: ModelValues): Context {
    return {};
  }
}

/** Any call of an action on a resource of one service: of any partition, Region, account and name. */
export class ServiceRequest extends ActionRequest {
  private readonly partition = this.text('partition', anyOf('aws', ...['cn', 'us-gov', 'eusc', 'iso', 'iso-b', 'iso-e', 'iso-f'].map((name) => `aws-${name}`)));
  private readonly region = this.text('region', repeated(oneOf('a-z0-9-')));
  private readonly owner = this.text('owner', anyOf(times(oneOf('0-9'), 12), 'aws', ''));
  private readonly name = this.text('name', oneOrMore(anyCharacter));

  constructor(private readonly service: string, options: ActionRequestOptions = {}) {
    super(options);
  }

  public override get resource(): Arn {
    return { partition: this.partition, service: this.service, region: this.region, account: this.owner, resource: this.name };
  }

  public override get resourceArn(): (isTrue: (variable: Formula) => boolean) => string {
    return (isTrue) => {
      const examples = this.examples(isTrue);
      const [partition, region, owner, name] = [this.partition, this.region, this.owner, this.name].map((text) => examples.get(text)!);
      return `arn:${partition}:${this.service}:${region}:${owner}:${name}`;
    };
  }
}

function organizationOf(path: Words): Words & { sameAs: (other: Words) => Formula } {
  const organization: Words & { sameAs: (other: Words) => Formula } = {
    in: (language) => path.in(sequence(limitedTo(NOT_SLASH, language), '/', anything)),
    // The caller's organization knows whether it is the same.
    sameAs: (other) => other.sameAs!(organization),
  };
  return organization;
}

export function iamDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000', '');
}

/** Whether both are in one organization. */
export function isInSameOrganization(request: ActionRequest): Formula {
  return and(request.callerInOrganization, request.resourceInOrganization, request.callerOrganization.isSame);
}
