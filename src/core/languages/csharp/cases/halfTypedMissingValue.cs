class A { void M() { before(); var x = ; after(); } }
