// Caller-identity prints the ARN that the AWS SDK for Go has with a profile. Like Steampipe, it cannot prompt for an MFA code.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func main() {
	log.SetFlags(0)
	ctx := context.Background()
	loaded, err := config.LoadDefaultConfig(ctx, config.WithSharedConfigProfile(os.Args[1]))
	check(err)
	identity, err := sts.NewFromConfig(loaded).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	check(err)
	fmt.Println(*identity.Arn)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
