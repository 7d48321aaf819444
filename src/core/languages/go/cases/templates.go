package main

import (
	"bytes"
	"text/template"
)

func render(t *template.Template, data map[string]string) (string, error) {
	buf := &bytes.Buffer{}
	other := new(bytes.Buffer)
	t.Execute(buf, data)
	if err := t.ExecuteTemplate(buf, "name", data); err != nil {
		return "", err
	}
	err := t.Execute(other, data)
	err = other.Execute(data)
	return buf.String(), err
}
