package example;

import io.github.cdkcrossaccountreadonlyaccess.AccessGuide;
import io.github.cdkcrossaccountreadonlyaccess.AccessWindow;
import io.github.cdkcrossaccountreadonlyaccess.AccountFilter;
import io.github.cdkcrossaccountreadonlyaccess.AccountLimit;
import io.github.cdkcrossaccountreadonlyaccess.AccountOptions;
import io.github.cdkcrossaccountreadonlyaccess.AssumingGroup;
import io.github.cdkcrossaccountreadonlyaccess.CliProfileOptions;
import io.github.cdkcrossaccountreadonlyaccess.CrossAccountReadOnlyAccess;
import io.github.cdkcrossaccountreadonlyaccess.MfaRequirement;
import io.github.cdkcrossaccountreadonlyaccess.PrincipalScope;
import io.github.cdkcrossaccountreadonlyaccess.ReadOnlyPermissions;
import io.github.cdkcrossaccountreadonlyaccess.RequiredMfaOptions;
import io.github.cdkcrossaccountreadonlyaccess.Scanner;
import io.github.cdkcrossaccountreadonlyaccess.SelfManagedMfa;
import io.github.cdkcrossaccountreadonlyaccess.SessionTag;
import io.github.cdkcrossaccountreadonlyaccess.SourceIdentityRequirement;
import io.github.cdkcrossaccountreadonlyaccess.StackSetToOrganizationalUnitsOptions;
import io.github.cdkcrossaccountreadonlyaccess.SwitchRoleColor;
import io.github.cdkcrossaccountreadonlyaccess.SwitchRoleOptions;
import io.github.cdkcrossaccountreadonlyaccess.TrustingRole;
import io.github.cdkcrossaccountreadonlyaccess.TrustingTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Expiration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.User;

public final class Main {
    private Main() {
    }

    /** The example of the README. */
    private static void twoAccounts(final App app) {
        Stack accountA = Stack.Builder.create(app, "Identity")
                .env(Environment.builder().account("111111111111").region("eu-west-1").build())
                .build();
        Stack accountB = Stack.Builder.create(app, "Workload")
                .env(Environment.builder().account("222222222222").region("eu-west-1").build())
                .build();

        CrossAccountReadOnlyAccess.Builder.create(accountA, "SecurityReadOnly")
                .users(List.of(User.fromUserName(accountA, "UserA", "userA")))
                .trusting(List.of(TrustingTarget.scope(accountB)))
                .build();
    }

    /** Auditors of many accounts, under conditions, with a guide. */
    private static void auditors(final App app) {
        Stack accountA = Stack.Builder.create(app, "AuditIdentity").env(inEurope("111111111111")).build();
        Stack management = Stack.Builder.create(app, "AuditManagement").env(inEurope("222222222222")).build();
        Stack production = Stack.Builder.create(app, "AuditProduction").env(inEurope("333333333333")).build();
        List<TrustingTarget> trusting = new ArrayList<>();
        trusting.add(TrustingTarget.scope(production));
        for (int i = 0; i < 60; i++) {
            AccountOptions named = AccountOptions.builder().name("Team " + i).build();
            trusting.add(TrustingTarget.account(String.valueOf(600000000000L + i), named));
        }

        CrossAccountReadOnlyAccess access = CrossAccountReadOnlyAccess.Builder.create(accountA, "Audit")
                .trusting(trusting)
                .users(List.of(User.Builder.create(accountA, "Ann").userName("ann").build()))
                .groupName("Auditors")
                .groupPermissions(ReadOnlyPermissions.none())
                .principals(List.of(
                        PrincipalScope.users("ann", "/security/bob"),
                        PrincipalScope.roles("pipeline"),
                        PrincipalScope.permissionSets("Audit")))
                .mfa(MfaRequirement.required(RequiredMfaOptions.builder().maxAge(Duration.hours(1)).build()))
                .sourceIps(List.of("203.0.113.0/24", "2001:db8::/32"))
                .accessWindow(AccessWindow.between(
                        Expiration.atDate(Instant.parse("2026-01-01T00:00:00Z")),
                        Expiration.atDate(Instant.parse("2098-12-31T23:59:59Z"))))
                .sourceIdentity(SourceIdentityRequirement.optional())
                .sessionTags(List.of(SessionTag.optional("ticket")))
                .principalTags(Map.of("team", List.of("audit")))
                .permissions(ReadOnlyPermissions.viewOnly().combinedWith(ReadOnlyPermissions.billing()).withDenied("iam:GetRole"))
                .roleName("Auditor")
                .path("/security/")
                .description("Pour les auditeurs agréés, read-only")
                .maxSessionDuration(Duration.hours(4))
                .switchRole(SwitchRoleOptions.builder().displayName("audit").color(SwitchRoleColor.BLUE).build())
                .cliProfile(CliProfileOptions.builder()
                        .profileName("audit")
                        .sourceProfile("home")
                        .region("eu-central-1")
                        .duration(Duration.minutes(30))
                        .build())
                .build();
        access.grantAssumeRole(Role.fromRoleName(accountA, "Pipeline", "pipeline"));
        AccessGuide.Builder.create(accountA, "Guide").accesses(List.of(access)).title("Who audits what").build();

        CrossAccountReadOnlyAccess.Builder.create(accountA, "Operations")
                .roleName("Operator")
                .trusting(List.of(TrustingTarget.stackSetToOrganizationalUnits(StackSetToOrganizationalUnitsOptions.builder()
                        .organizationalUnitIds(List.of("ou-ab12-11111111"))
                        .stackSetScope(management)
                        .accountFilter(AccountFilter.allExcept("444444444444"))
                        .failureTolerance(AccountLimit.percentage(10))
                        .maxConcurrentAccounts(AccountLimit.count(5))
                        .build())))
                .build();

        AssumingGroup.Builder.create(accountA, "Visitors")
                .roleName("Visitor")
                .trusting(List.of(TrustingTarget.account("666666666666")))
                .selfManagedMfa(SelfManagedMfa.none())
                .build();

        TrustingRole.Builder.create(production, "Scanner")
                .assumingAccount("555555555555")
                .roleName("Scanner")
                .principals(List.of(PrincipalScope.roles("scanner")))
                .externalId("contract-42")
                .permissions(ReadOnlyPermissions.scanner(Scanner.PROWLER))
                .build();
    }

    private static Environment inEurope(final String account) {
        return Environment.builder().account(account).region("eu-central-1").build();
    }

    public static void main(final String[] args) {
        App app = new App();
        twoAccounts(app);
        auditors(app);
        app.synth();
    }
}
