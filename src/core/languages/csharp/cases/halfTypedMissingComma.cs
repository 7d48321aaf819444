class A { void M() { before(); client.Ask("a" "b"); after(); } }
