import { AssumptionPattern } from './assumption-pattern';
import { ErrorContext } from '../core/validation-error';
import { TrustPolicy } from '../trust/trust-policy';

/** What an `AssumptionFilter` consists of. */
export interface AssumptionFilterConfig {
  /** Rejects bad input. The other members need checked input. */
  check(errors: ErrorContext): void;
  /** Which assumptions match, such as `by other users than ann and bob`. */
  describe(): string;
  pattern(): AssumptionPattern;
  /** The problems of the filter with the trust policy of its role, which may grow until synth. */
  validate?(errors: ErrorContext, trust: TrustPolicy): string[];
}
