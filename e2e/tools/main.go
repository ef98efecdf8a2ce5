// Readconfig prints a configuration file as JSON, read by the libraries that the tools themselves read theirs with: ini.v1 of
// aws-vault and Granted, HCL of Steampipe.
package main

import (
	"encoding/json"
	"io"
	"log"
	"os"

	"github.com/hashicorp/hcl/v2/hclsimple"
	"gopkg.in/ini.v1"
)

type connections struct {
	Connections []connection `hcl:"connection,block" json:"connections"`
}

type connection struct {
	Name        string   `hcl:"name,label" json:"name"`
	Plugin      string   `hcl:"plugin" json:"plugin"`
	Profile     string   `hcl:"profile,optional" json:"profile,omitempty"`
	Regions     []string `hcl:"regions,optional" json:"regions,omitempty"`
	Type        string   `hcl:"type,optional" json:"type,omitempty"`
	Connections []string `hcl:"connections,optional" json:"connections,omitempty"`
}

func main() {
	text, err := io.ReadAll(os.Stdin)
	check(err)
	var read any
	switch os.Args[1] {
	case "ini":
		read = sections(text)
	case "hcl":
		var found connections
		check(hclsimple.Decode("aws.hcl", text, nil, &found))
		read = found.Connections
	default:
		log.Fatalf("usage: readconfig ini|hcl < FILE")
	}
	check(json.NewEncoder(os.Stdout).Encode(read))
}

// With the option that aws-vault reads its file with.
func sections(text []byte) map[string]map[string]string {
	file, err := ini.LoadSources(ini.LoadOptions{AllowNestedValues: true}, text)
	check(err)
	found := map[string]map[string]string{}
	for _, section := range file.Sections() {
		if keys := section.KeysHash(); len(keys) > 0 || section.Name() != ini.DefaultSection {
			found[section.Name()] = keys
		}
	}
	return found
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
