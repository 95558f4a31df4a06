/** The version that this source is. */
class Version {
    static final String NUMBER = "2.0.0";

    private Version() {}
}
