import { and, atLeast, atMost, between, equal, Formula, FORMULAS, or } from './formula';
import { Words } from './keys';
import { sequence } from './languages';
import { AssumeRoleRequest } from './request';
import { Bits } from '../properties/who-may-assume/addresses';
import { NOW } from '../properties/who-may-assume/configuration';
import { AssumeRoleFacts, NumberFact, TextFact } from '../properties/who-may-assume/promise';

/** What a promise can be about, of any request. */
export function factsOf(request: AssumeRoleRequest): AssumeRoleFacts<Formula> {
  const isIdentity = or(request.isUser, request.isRole);
  return {
    logic: FORMULAS,
    user: partOf(request.caller, 'user', request.isUser),
    role: partOf(request.caller, 'role', request.isRole),
    service: text(request.service, request.isService),
    source: text(request.source, and(request.isService, request.hasSource)),
    account: text(request.account, isIdentity),
    organizationPath: text(request.organizationPath, and(isIdentity, request.inOrganization)),
    mfaAge: number(request.mfaAge, request.hasMfa),
    isFrom: (network) => isFrom(request, network),
    time: number(request.time, 'true', NOW / 1000),
    externalId: text(request.externalId, request.hasExternalId),
    sessionNameIsUserName: and(request.isUser, request.sessionName.isSame),
    setsSourceIdentity: request.setsSourceIdentity,
    setsUserNameAsSourceIdentity: and(request.isUser, request.setsSourceIdentity, request.sourceIdentity.isSame),
    keptSourceIdentity: text(request.sourceIdentity, request.keepsSourceIdentity),
    passedTags: request.passedTags.map(({ present, key, value }) => ({ key: text(key, present), value: text(value, present) })),
    principalTag: (key) => {
      const { present, value } = request.ownTags.get(key.toLowerCase())!;
      return text(value, present);
    },
    ownPoliciesAllow: and(isIdentity, request.ownPoliciesAllow),
  };
}

function text(words: Words, present: Formula): TextFact<Formula> {
  return { present, in: (language) => and(present, words.in(language)) };
}

/** The path and name of a caller of one kind. */
function partOf(caller: Words, kind: string, present: Formula): TextFact<Formula> {
  return { present, in: (language) => and(present, caller.in(sequence(kind, language))) };
}

function number(variable: Formula, present: Formula, zero = 0): NumberFact<Formula> {
  return { atLeast: (value) => and(present, atLeast(variable, zero + value)), atMost: (value) => and(present, atMost(variable, zero + value)) };
}

/** The addresses that begin with some bits are those between these bits with zeros and with ones behind them. */
function isFrom({ addressFamily, address }: AssumeRoleRequest, { family, bits }: Bits): Formula {
  const size = family === 6 ? 128 : 32;
  const filled = (bit: string) => BigInt(`0b${bits.padEnd(size, bit)}`);
  return and(equal(addressFamily, family), between(filled('0'), address, filled('1')));
}
