before
ask() { client one; 
after
