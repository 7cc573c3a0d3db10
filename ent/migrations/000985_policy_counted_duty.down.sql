DROP POLICY counted_duty_tenant ON counted_duty;
