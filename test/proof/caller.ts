import { and, equal, Formula, not } from './formula';
import { Words } from './keys';
import { literally } from './languages';
import { AssumeRoleRequest } from './request';
import { Model } from './solver';
import { Text } from './text';
import { SameOrOther } from './variables';
import { addressBits } from '../properties/who-may-assume/addresses';
import { Caller } from '../properties/who-may-assume/callers';
import { NOW } from '../properties/who-may-assume/configuration';
import { serviceOf } from '../properties/who-may-assume/oracle';

/** The request of a model as a caller, for the oracle and the policy engine. */
export function callerOf(request: AssumeRoleRequest, model: Model): Caller {
  const isTrue = (variable: string) => model.get(variable) === true;
  const numberOf = (variable: string) => Number(model.get(variable) ?? 0n);
  const examples = request.examples(isTrue);
  const textOf = (text: Text) => examples.get(text)!;
  const isService = isTrue(request.isService);
  const [, type, path, name] = /^(user|role)(\/(?:.*\/)?)([^/]+)$/.exec(textOf(request.caller))!;
  const chosen = ({ isSame, other }: SameOrOther) => {
    const text = textOf(other);
    return isTrue(isSame) ? name : text === name ? `${text}x` : text;
  };
  const sourceIdentity = {
    ...isTrue(request.setsSourceIdentity) && { set: chosen(request.sourceIdentity) },
    ...isTrue(request.keepsSourceIdentity) && { brought: chosen(request.sourceIdentity) },
  };
  return {
    kind: isService ? 'service' : type === 'user' ? 'user' : 'session',
    ...isService && { service: textOf(request.service), application: isTrue(request.hasSource) ? textOf(request.source) : undefined },
    account: textOf(request.account),
    path,
    name,
    organizationPath: isTrue(request.inOrganization) ? textOf(request.organizationPath) : undefined,
    signIn: isTrue(request.hasMfa) ? numberOf(request.mfaAge) : isTrue(request.mfaKeyPresent) ? 'password only' : 'access key',
    sourceIp: addressOf(numberOf(request.addressFamily), model.get(request.address) as bigint),
    time: numberOf(request.time) - NOW / 1000,
    externalId: isTrue(request.hasExternalId) ? textOf(request.externalId) : undefined,
    sessionName: chosen(request.sessionName),
    sourceIdentity: Object.keys(sourceIdentity).length > 0 ? sourceIdentity : undefined,
    passedTags: Object.fromEntries(request.passedTags.filter(({ present }) => isTrue(present)).map(({ key, value }) => [textOf(key), textOf(value)])),
    ownTags: isService ? {} : Object.fromEntries(request.ownTagsOf(isTrue).map(({ key, value }) => [key, textOf(value)])),
    ownPolicies: isTrue(request.ownPoliciesAllow) ? 'everything' : 'nothing',
  };
}

/** Whether a request is that of a caller. */
export function isOf(request: AssumeRoleRequest, caller: Caller): Formula {
  const { kind, account, path, name, organizationPath, signIn, sourceIp, externalId, sourceIdentity, application } = caller;
  const optional = (present: Formula, words: Words, text: string | undefined) =>
    text === undefined ? not(present) : and(present, words.in(literally(text)));
  const passed = Object.entries(caller.passedTags);
  return and(
    kind === 'service'
      ? and(request.isService, request.service.is(serviceOf(caller)), optional(request.hasSource, request.source, application))
      : not(request.isService),
    request.caller.is(`${kind === 'user' ? 'user' : 'role'}${path}${name}`),
    request.account.is(account),
    optional(request.inOrganization, request.organizationPath, organizationPath),
    kind === 'user' && typeof signIn === 'number' ? and(request.hasMfa, equal(request.mfaAge, signIn)) : not(request.hasMfa),
    kind === 'user' && signIn !== 'access key' ? request.mfaKeyPresent : not(request.mfaKeyPresent),
    isFrom(request, sourceIp),
    equal(request.time, caller.time + NOW / 1000),
    optional(request.hasExternalId, request.externalId, externalId),
    request.sessionName.in(literally(caller.sessionName)),
    optional(request.setsSourceIdentity, request.sourceIdentity, sourceIdentity?.set),
    optional(request.keepsSourceIdentity, request.sourceIdentity, sourceIdentity?.brought),
    ...request.passedTags.map(({ present, key, value }, i) => passed[i] ? and(present, key.is(passed[i][0]), value.is(passed[i][1])) : not(present)),
    ...[...request.ownTags].map(([key, { variable, value }]) =>
      optional(variable, value, Object.entries(caller.ownTags).find(([own]) => own.toLowerCase() === key)?.[1])),
    caller.ownPolicies === 'everything' ? request.ownPoliciesAllow : not(request.ownPoliciesAllow),
  );
}

function isFrom({ addressFamily, address }: AssumeRoleRequest, sourceIp: string | undefined): Formula {
  if (sourceIp === undefined) {
    return equal(addressFamily, 0);
  }
  const { family, bits } = addressBits(sourceIp);
  return and(equal(addressFamily, family), equal(address, BigInt(`0b${bits}`)));
}

/** An address as AWS writes it; undefined through a VPC endpoint. */
function addressOf(family: number, number: bigint): string | undefined {
  switch (family) {
    case 4: return [24n, 16n, 8n, 0n].map((bits) => number / 2n ** bits % 256n).join('.');
    case 6: {
      const groups = Array.from({ length: 8 }, (_, i) => (number / 2n ** BigInt(112 - 16 * i) % 65_536n).toString(16));
      return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
    }
    default: return undefined;
  }
}

/** A caller in plain words. */
export function describeCaller(caller: Caller): string {
  const { kind, account, path, name, organizationPath, sourceIdentity } = caller;
  const time = new Date(NOW + caller.time * 1000).toISOString().replace('.000', '');
  const tagsOf = (tags: Record<string, string>) => Object.entries(tags).map(([key, value]) => `${key}='${value}'`).join(', ') || 'none';
  const who = kind === 'service'
    ? [`the service ${caller.service}, for ${caller.application ?? 'no source ARN'}`]
    : [
      `${kind === 'user' ? 'the user' : 'a session of the role'} ${path}${name} of account ${account}`,
      organizationPath ? `in ${organizationPath}` : 'in no organization',
      kind === 'session' ? '' : typeof caller.signIn === 'number' ? `with MFA ${caller.signIn} seconds ago` : `with ${caller.signIn}`,
      `own policies allow ${caller.ownPolicies}`,
      `principal tags: ${tagsOf(caller.ownTags)}`,
    ];
  return [
    ...who,
    caller.sourceIp ? `from ${caller.sourceIp}` : 'through a VPC endpoint',
    `at ${time}`,
    `external ID: ${caller.externalId ?? 'none'}`,
    `session name: ${caller.sessionName}`,
    `source identity: ${sourceIdentity?.set ? `sets ${sourceIdentity.set}` : ''}${sourceIdentity?.brought ? ` keeps ${sourceIdentity.brought}` : ''}${sourceIdentity ? '' : 'none'}`,
    `session tags: ${tagsOf(caller.passedTags)}`,
  ].filter(Boolean).join('; ');
}
